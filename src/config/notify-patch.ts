import { Failure, type FailureCode } from '../domain/failure.ts';
import { notifyKinds, notifyNeeds } from '../domain/notify-target.ts';
import type { NotifyTargetAddition, NotifyTargetPatch } from '../domain/settings-view.ts';
import type { ConfigChange } from './change-text.ts';
import { isUndefined, oneOf, optional, strictObjectOf, string } from './check.ts';
import { withoutAbsent } from './json-path.ts';
import {
  addNotifyChange,
  notifyProblem,
  removeNotifyChange,
  type NotifyEntry,
} from './notify-changes.ts';
import { targetKeys } from './notify-targets.ts';
import type { RawConfig } from './save-settings.ts';

const text = optional(string, isUndefined);

/** A change of one push target, from outside. */
export const notifyPatchCheck = strictObjectOf({
  action: oneOf(['add', 'remove']),
  name: string,
  kind: optional(oneOf(notifyKinds), isUndefined),
  url: text,
  token: text,
  chat: text,
  secret: text,
});

/**
 * The changes of the config file for a change of one push target. Throws `invalid-arguments` if the
 * new target cannot be stored, naming the part that is wrong, or if there is no such target.
 */
export function notifyPatchChanges(
  config: RawConfig,
  patch: NotifyTargetPatch,
): readonly ConfigChange[] {
  if (patch.action === 'remove') {
    const change = removeNotifyChange(config, patch.name);
    if (change === undefined) throw refused('unknown-notify-target', patch.name);
    return change;
  }
  const entry = entryOf(patch);
  const problem = notifyProblem(entry);
  if (problem !== undefined)
    throw refused('invalid-notify-target', missingPart(entry) ?? problem.key);
  const change = addNotifyChange(config, entry);
  if (change === undefined) throw refused('notify-target-exists', patch.name);
  return change;
}

function entryOf({ name, kind, url, token, chat, secret }: NotifyTargetAddition): NotifyEntry {
  return Object.assign({ name }, withoutAbsent({ kind, secretUrl: url, token, chat, secret }));
}

/** The key of the first part that this kind needs and the entry lacks. */
function missingPart(entry: NotifyEntry): string | undefined {
  const kind = notifyKinds.find((each) => each === entry['kind']);
  const needs = kind === undefined ? [] : notifyNeeds[kind];
  return needs.map((part) => targetKeys[part]).find((key) => !entry[key]);
}

function refused(code: FailureCode, subject: string): Failure {
  return new Failure('invalid-arguments', code, { detail: { code, subject } });
}
