import assert from 'node:assert/strict';
import { existsSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { takeTurn } from '../../../../src/host/files/claim.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const minuteMs = 60_000;

test('one of many has the turn, once in each span', (t) => {
  const path = join(tempFolder(t), 'readings', 'turn');
  const take = (nowMs: number, whom = 'a', pid = 1): boolean =>
    takeTurn(path, { for: whom, everyMs: 5 * minuteMs, othersMs: minuteMs, nowMs, pid });
  assert.equal(take(Date.now()), true);
  const madeMs = statSync(path).mtimeMs;
  assert.deepEqual(
    [take(madeMs), take(madeMs + 4 * minuteMs), take(madeMs + 30_000, 'b')],
    [false, false, false],
  );
  assert.equal(take(madeMs + 6 * minuteMs), true);
  assert.deepEqual(readdirSync(join(path, '..')), ['turn']);
});

test('what a killed process put aside is tidied up by the next that has the turn', (t) => {
  const path = join(tempFolder(t), 'turn');
  const long = new Date(Date.now() - 10 * minuteMs);
  for (const name of [path, `${path}.77.tmp`]) {
    writeFileSync(name, 'a');
    utimesSync(name, long, long);
  }
  assert.equal(
    takeTurn(path, { for: 'a', everyMs: minuteMs, othersMs: minuteMs, nowMs: Date.now(), pid: 1 }),
    true,
  );
  assert.deepEqual(readdirSync(join(path, '..')), ['turn']);
});

test("somebody else's claim lapses sooner, and one from the future at once", (t) => {
  const path = join(tempFolder(t), 'turn');
  const claim = { for: 'a', everyMs: 5 * minuteMs, othersMs: minuteMs, nowMs: Date.now(), pid: 1 };
  assert.equal(takeTurn(path, claim), true);
  const madeMs = statSync(path).mtimeMs;
  assert.equal(takeTurn(path, { ...claim, for: 'b', nowMs: madeMs + 2 * minuteMs }), true);
  assert.equal(takeTurn(path, { ...claim, for: 'b', nowMs: madeMs - 10 * minuteMs }), true);
});

test('where no file can be made, nobody has the turn', (t) => {
  const path = join(tempFolder(t), 'a-file');
  takeTurn(path, { for: 'a', everyMs: 1, othersMs: 1, nowMs: Date.now(), pid: 1 });
  assert.equal(
    takeTurn(join(path, 'turn'), { for: 'a', everyMs: 1, othersMs: 1, nowMs: Date.now(), pid: 1 }),
    false,
  );
  assert.equal(existsSync(join(path, 'turn')), false);
});
