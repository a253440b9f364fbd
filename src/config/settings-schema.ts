import * as v from 'valibot';
import type { JsonPath } from './json-path.ts';
import { isKimi, settingsTable } from './settings-table.ts';
import { objectOf } from './setting-values.ts';

/**
 * The version of the file's format that KimiBar writes. A higher one is read as well as possible
 * and never written.
 */
export const configVersion = 1;

/** A value of the file that cannot be used. Never holds the value itself: it may be a secret. */
export type ValueProblem = { readonly path: JsonPath; readonly expected: string };

/** A value's schema and where it belongs. */
export type Leaf = { readonly path: readonly string[]; readonly schema: v.GenericSchema };

/** How an object's entries become its schema, and how an entry becomes optional. */
export type Wrapping = {
  readonly object: (entries: v.ObjectEntries) => v.GenericSchema;
  readonly optional: (schema: v.GenericSchema) => v.GenericSchema;
};

const kimiLeaves = leavesAt('kimi');
const fileLeaves = leavesAt('file');

/** `null` means the same as an absent key. */
const inFile: Wrapping = { object: objectOf, optional: (schema) => v.nullish(schema) };
const kimiSchema = objectOf({ id: v.literal('kimi'), ...entriesOf(kimiLeaves, inFile) });
const otherProviderSchema = objectOf({ id: v.string() });

const configSchema = objectOf({
  version: v.nullish(
    v.pipe(v.number(), v.integer('a whole number'), v.minValue(1, 'a whole number')),
  ),
  providers: v.nullish(
    v.pipe(
      v.array(v.lazy((entry) => (isKimi(entry) ? kimiSchema : otherProviderSchema))),
      v.check((entries) => entries.filter(isKimi).length <= 1, 'one entry with the id kimi'),
    ),
  ),
  ...entriesOf(fileLeaves, inFile),
});

/** Every value of parsed JSON that a config file cannot have, in the order of the settings. */
export function findValueProblems(json: unknown): readonly ValueProblem[] {
  const { issues } = v.safeParse(configSchema, json);
  return (issues ?? []).map((issue) => ({ path: pathOf(issue), expected: expectedBy(issue) }));
}

/** Nests schemas by their paths. */
export function entriesOf(leaves: readonly Leaf[], wrapping: Wrapping): v.ObjectEntries {
  const byKey = Map.groupBy(leaves, ({ path }) => path[0] ?? '');
  const entries = [...byKey].map(([key, group]) => {
    const leaf = group.find(({ path }) => path.length === 1);
    const inner = group.map(({ path, schema }) => ({ path: path.slice(1), schema }));
    const schema = leaf?.schema ?? wrapping.object(entriesOf(inner, wrapping));
    return [key, wrapping.optional(schema)] as const;
  });
  return Object.fromEntries(entries);
}

function leavesAt(home: 'kimi' | 'file'): Leaf[] {
  return settingsTable
    .filter((row) => row.home === home)
    .map(({ name, schema }) => ({ path: name.split('.'), schema }));
}

function pathOf(issue: v.BaseIssue<unknown>): JsonPath {
  return (issue.path ?? []).map(({ key }) => (typeof key === 'number' ? key : String(key)));
}

/** `("auto" | "api")` → `auto | api`. KimiBar's own checks carry the text as their message. */
function expectedBy(issue: v.BaseIssue<unknown>): string {
  if (issue.kind === 'validation' || issue.type === 'custom') return issue.message;
  // A missing required key, which is always a string: valibot reports the object's type.
  if (issue.type === 'loose_object') return 'string';
  if (issue.type === 'boolean') return 'true | false';
  return (issue.expected ?? issue.type).replaceAll(/[()"]/g, '').replace('Array', 'array');
}
