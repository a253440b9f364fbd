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

/** All cases of a group, from the file itself; a group without cases fails. */
export function casesOf<Input, Expected>(group: string): readonly KimiCase<Input, Expected>[] {
  const text = readFileSync(join(import.meta.dirname, '..', 'kimi-cases.json'), 'utf8');
  const { cases } = JSON.parse(text) as { cases: KimiCase<Input, Expected>[] };
  const found = cases.filter((one) => one.group === group);
  assert.ok(found.length > 0, `no cases of ${group}`);
  return found;
}
