import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One case of `kimi-cases.json`, its input and expectation as its group shapes them. */
export type KimiCase<Input, Expected> = {
  readonly id: string;
  readonly group: string;
  readonly title: string;
  readonly input: Input;
  readonly expected: Expected;
};

/** The gathered cases, and shapes that came up later. */
const files = ['kimi-cases.json', 'newer-cases.json'];

/** All cases of a group, from the files; a group without cases fails. */
export function casesOf<Input, Expected>(group: string): readonly KimiCase<Input, Expected>[] {
  const found = files.flatMap((name) => {
    const text = readFileSync(join(import.meta.dirname, '..', name), 'utf8');
    const { cases } = JSON.parse(text) as { cases: KimiCase<Input, Expected>[] };
    return cases.filter((one) => one.group === group);
  });
  assert.ok(found.length > 0, `no cases of ${group}`);
  return found;
}
