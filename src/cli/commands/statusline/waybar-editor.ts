import { isObject } from '../../../domain/shape.ts';
import { jsonEditor } from '../tool-config/json-editor.ts';
import type { TextEditor } from '../tool-config/text-change.ts';

const name = 'custom/kimibar';
const lists = ['modules-right', 'modules-center', 'modules-left'] as const;

/**
 * An editor for waybar's config: the module itself, and its name in one of the bar's lists of
 * modules.
 */
export function waybarEditor(command: string, isOurs: (value: unknown) => boolean): TextEditor {
  const value = { exec: command, 'return-type': 'json', interval: 30 };
  return jsonEditor({
    keys: (json) => [...barIn(json), name],
    value,
    isOurs: (entry) => isOurs(execOf(entry)),
    ownCommand: (entry) => String(execOf(entry) ?? name),
    also: (json, adding) => (adding ? listing(json) : unlisting(json)),
    snippet: `"modules-right": [ …, "${name}" ],\n"${name}": ${JSON.stringify(value, null, 2)}`,
  });
}

function execOf(entry: unknown): unknown {
  return isObject(entry) ? entry['exec'] : undefined;
}

/** A config may have several bars: the module belongs to the one that has it, else to the first. */
function barIn(json: unknown): readonly number[] {
  if (!Array.isArray(json)) return [];
  return [
    Math.max(
      0,
      json.findIndex((bar) => isObject(bar) && name in bar),
    ),
  ];
}

function listing(json: unknown) {
  const keys = barIn(json);
  const bar = barOf(json);
  if (lists.some((list) => modulesIn(bar, list).includes(name))) return [];
  const list = lists.find((candidate) => modulesIn(bar, candidate).length > 0) ?? lists[0];
  const modules = bar[list];
  return Array.isArray(modules)
    ? [{ keys: [...keys, list, modules.length], value: name }]
    : [{ keys: [...keys, list], value: [name] }];
}

function unlisting(json: unknown) {
  const bar = barOf(json);
  return lists.flatMap((list) => {
    const at = modulesIn(bar, list).indexOf(name);
    return at < 0 ? [] : [{ keys: [...barIn(json), list, at], value: undefined }];
  });
}

function barOf(json: unknown): Readonly<Record<string, unknown>> {
  const bar: unknown = Array.isArray(json) ? json[barIn(json)[0] ?? 0] : json;
  return isObject(bar) ? bar : {};
}

function modulesIn(bar: Readonly<Record<string, unknown>>, list: string): readonly unknown[] {
  const modules = bar[list];
  return Array.isArray(modules) ? modules : [];
}
