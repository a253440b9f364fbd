import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import type { FailureWords } from '../../../src/present/messages/failure-fill.ts';
import { en } from '../../../src/present/messages/en.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const page = readFileSync(join(root, 'docs', 'troubleshooting.md'), 'utf8');

/** Stands for whatever a sentence fills in: as text, and as anything that is asked of it. */
const filled: unknown = new Proxy(() => '…', {
  get: (_target, name) => (name === Symbol.toPrimitive || name === 'toString' ? () => '…' : filled),
});

type Speech = (fill: never) => unknown;

/** Every text that the program can say, its facts replaced by an ellipsis. */
function saidIn(part: unknown): readonly string[] {
  if (typeof part === 'string') return [part];
  if (typeof part === 'function')
    return [filled, {}, 'browser', 'cli'].flatMap((fill) =>
      saidIn(attempted(part as Speech, fill)),
    );
  if (typeof part !== 'object' || part === null) return [];
  const { what, todo } = part as Partial<FailureWords>;
  const whole = typeof what === 'string' && typeof todo === 'string' ? [`${what} ${todo}`] : [];
  return [...whole, ...Object.values(part).flatMap(saidIn)];
}

/** What wants numbers is no message. */
function attempted(speak: Speech, fill: unknown): unknown {
  try {
    return speak(fill as never);
  } catch {
    return undefined;
  }
}

/** The first cells of the tables under a heading. */
function firstCells(heading: string): readonly string[] {
  const part = page.split(/^## /m).find((text) => text.startsWith(heading)) ?? '';
  const rows = part.split('\n').filter((line) => line.startsWith('|') && !/^\|[-|]+\|$/.test(line));
  return rows
    .map((line) => line.split('|')[1]?.trim() ?? '')
    .filter((cell, index) => index > 0 && !/^(?:KimiBar|`doctor`) says$/.test(cell));
}

test('every message in the table is one that the program prints', () => {
  const said = new Set(saidIn(en));
  const cells = firstCells('Messages');
  assert.ok(cells.length > 40);
  for (const cell of cells) assert.ok(said.has(cell), `nothing says: ${cell}`);
});

test('every sentence for a failure is in the table', () => {
  const cells = new Set(firstCells('Messages'));
  for (const [name, sentence] of [
    ...Object.entries(en.failures.kinds),
    ...Object.entries(en.failures.codes),
  ]) {
    const { what, todo } = sentence(filled as never);
    const bare = sentence({});
    const isThere = [what, `${what} ${todo}`, bare.what, `${bare.what} ${bare.todo}`].some((text) =>
      cells.has(text),
    );
    // The command line reports bad arguments itself.
    assert.ok(
      isThere || name === 'argument' || name === 'invalid-arguments',
      `${name} is missing: ${what}`,
    );
  }
});

test('every reason that doctor gives is in its table, and nothing else is', () => {
  const cells = firstCells('What `doctor` finds at a place');
  const said = new Set(
    Object.values(en.sources.reasons).flatMap((reason) => [
      reason('browser', 'www.kimi.com').what,
      reason('api-key', 'www.kimi.com').what,
    ]),
  );
  assert.deepEqual(new Set(cells), said);
});

test('every reason why a folder is not written into is named', () => {
  const source = readFileSync(join(root, 'src', 'host', 'files', 'safe-folder.ts'), 'utf8');
  const reasons = [...source.matchAll(/(?:here|above): '([^']+)'/g)].map(
    ([, reason = '']) => reason,
  );
  assert.equal(reasons.length, 6);
  for (const reason of reasons) assert.ok(page.includes(`| ${reason} |`), reason);
});
