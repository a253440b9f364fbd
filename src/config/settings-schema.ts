import {
  oneOf,
  either,
  listOf,
  objectOf,
  optional,
  string,
  where,
  wholeNumber,
  type Check,
  type ValueProblem,
} from './check.ts';
import { isKimi, settingsTable } from './settings-table.ts';

/**
 * The version of the file's format that KimiBar writes. A higher one is read as well as possible
 * and never written.
 */
export const configVersion = 1;

/** A value's check and its path. */
type Leaf = { readonly keys: readonly string[]; readonly check: Check<unknown> };
type Entries = Readonly<Record<string, Check<unknown>>>;

/** How an object's entries become its check, and how an entry becomes optional. */
type Wrapping = {
  readonly object: (entries: Entries) => Check<unknown>;
  readonly optional: (check: Check<unknown>) => Check<unknown>;
};

const inFile: Wrapping = { object: objectOf, optional };

/** Every value of parsed JSON that a config file cannot have, in the order of the settings. */
export function findValueProblems(json: unknown): readonly ValueProblem[] {
  return createConfigCheck().problems(json, []);
}

/** Made when there is a file to check: many runs have none. */
function createConfigCheck(): Check<unknown> {
  const kimi = objectOf({ id: oneOf(['kimi']), ...entriesOf(leavesAt('kimi'), inFile) });
  const providers = where(
    listOf<unknown>(either(isKimi, kimi, objectOf({ id: string }))),
    'one entry with the id kimi',
    (entries) => entries.filter(isKimi).length <= 1,
  );
  return objectOf({
    version: optional(wholeNumber(1, Infinity, 'a whole number')),
    providers: optional(providers),
    ...entriesOf(leavesAt('file'), inFile),
  });
}

/** Nests checks by their keys. */
export function entriesOf(leaves: readonly Leaf[], wrapping: Wrapping): Entries {
  const byKey = Map.groupBy(leaves, ({ keys }) => keys[0] ?? '');
  const entries = [...byKey].map(([key, group]) => {
    const leaf = group.find(({ keys }) => keys.length === 1);
    const inner = group.map(({ keys, check }) => ({ keys: keys.slice(1), check }));
    const own = leaf?.check ?? wrapping.object(entriesOf(inner, wrapping));
    return [key, wrapping.optional(own)] as const;
  });
  return Object.fromEntries(entries);
}

function leavesAt(home: 'kimi' | 'file'): Leaf[] {
  return settingsTable
    .filter((row) => row.home === home)
    .map(({ name, check }) => ({ keys: name.split('.'), check }));
}
