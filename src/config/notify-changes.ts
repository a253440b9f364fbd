import { isObject } from '../domain/shape.ts';
import { notifyTargets } from './notify-targets.ts';
import type { ConfigChange } from './change-text.ts';
import { valueAt } from './json-path.ts';
import type { RawConfig } from './save-settings.ts';

/** A target as the file has it. Absent values are left out. */
export type NotifyEntry = Readonly<Record<string, unknown>> & { readonly name: string };

const path = ['notifications', 'targets'];

/** What is wrong with a target: the key and what was expected; undefined if it can be stored. */
export function notifyProblem(
  entry: NotifyEntry,
): { readonly key: string; readonly expected: string } | undefined {
  const [problem] = notifyTargets.check.problems([entry], []);
  if (problem === undefined) return undefined;
  return { key: String(problem.path[1] ?? 'secretUrl'), expected: problem.expected };
}

/** The change that adds a target; undefined if the name is taken. */
export function addNotifyChange(
  config: RawConfig,
  entry: NotifyEntry,
): readonly ConfigChange[] | undefined {
  const entries = entriesOf(config);
  if (entries.some((other) => isNamed(other, entry.name))) return undefined;
  return entries.length === 0
    ? [{ keys: path, value: [entry] }]
    : [{ keys: [...path, entries.length], value: entry }];
}

/** The change that removes a target; undefined if there is none of this name. */
export function removeNotifyChange(
  config: RawConfig,
  name: string,
): readonly ConfigChange[] | undefined {
  const entries = entriesOf(config);
  const rest = entries.filter((entry) => !isNamed(entry, name));
  if (rest.length === entries.length) return undefined;
  return [{ keys: path, value: rest.length === 0 ? undefined : rest }];
}

function entriesOf(config: RawConfig): readonly unknown[] {
  const entries = valueAt(config, path);
  return Array.isArray(entries) ? entries : [];
}

function isNamed(entry: unknown, name: string): boolean {
  return isObject(entry) && entry['name'] === name;
}
