import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { isBreakdownRecord } from '../../../src/domain/breakdown-record.ts';
import { writeLogTree, type LogTreeTruth } from '../../support/log-tree.ts';
import { programPath, runProgram } from '../../support/run-program.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const args = ['breakdown', '--json', '--since', '2020-01-01'];
const size = { sessions: 100, callsPerSession: 100, bytesPerCall: 100, seed: 3 };
const startMs = Date.UTC(2026, 10, 20);

function assertCounts(json: string, truth: LogTreeTruth): void {
  const record: unknown = JSON.parse(json);
  assert.ok(isBreakdownRecord(record));
  const { input, output, cacheRead, calls } = record.tokens;
  assert.deepEqual([calls, input + output + cacheRead], [truth.calls, truth.tokens]);
}

test('processes that read the same new logs at once count everything once', async (t) => {
  const home = tempFolder(t);
  const truth = writeLogTree(join(home, '.kimi-code'), { ...size, startMs });
  const runs = Array.from({ length: 4 }, () => runProgram(args, { home, env: {} }));
  for (const { stdout } of await Promise.all(runs)) assertCounts(stdout, truth);
  assertCounts((await runProgram(args, { home, env: {} })).stdout, truth);
});

/** With its own disk of `$2` KiB at `$1`, then with room on it. */
const onSmallDisk = `
mount -t tmpfs -o size="$2"k,mode=700 tmpfs "$1" || exit 99
shift 2; data="$KIMIBAR_DATA_DIR"
"$@" || exit
mount -o remount,size=64m "$data" || exit 99
"$@"`;
const canMount = process.platform === 'linux' && spawnSync('unshare', ['-rm', 'true']).status === 0;

test(
  'on a full disk the answer is the same, and so it is when there is room again',
  { skip: !canMount && 'needs unshare -rm' },
  (t) => {
    const home = tempFolder(t);
    const truth = writeLogTree(join(home, '.kimi-code'), { ...size, startMs });
    // No room for the file, for its tables, for what is read, for all of it twice.
    for (const kibibytes of [8, 64, 160, 320]) {
      const data = tempFolder(t);
      const env = { PATH: process.env['PATH'], HOME: home, TZ: 'UTC', KIMIBAR_DATA_DIR: data };
      const run = spawnSync(
        'unshare',
        ['-rm', 'sh', '-c', onSmallDisk, 'sh', data, String(kibibytes), process.execPath].concat(
          programPath,
          args,
        ),
        { env, encoding: 'utf8' },
      );
      assert.equal(run.status, 0, run.stderr);
      const [full = '', roomy = ''] = run.stdout.trim().split('\n');
      assertCounts(full, truth);
      assertCounts(roomy, truth);
    }
  },
);

test('a bug in a reader ends the run without a word of the log', async (t) => {
  const home = tempFolder(t);
  const canary = 'CANARY-in-a-crash';
  writeLogTree(join(home, '.kimi-code'), { ...size, sessions: 1, startMs, canary });
  // Like most errors of a parser, this one quotes what it was given.
  const bug = join(home, 'bug.cjs');
  writeFileSync(
    bug,
    `const { parse } = JSON;
JSON.parse = (text, ...more) => {
  const value = parse(text, ...more);
  if (!String(text).includes('turn.prompt')) return value;
  return Object.defineProperty(value, 'origin', { get() { throw new Error('bug at ' + text); } });
};`,
  );
  const env = { NODE_OPTIONS: `--require ${bug}`, KIMIBAR_DATA_DIR: join(home, 'data') };
  const run = await runProgram([...args, '-v'], { home, env });
  assert.equal(run.exitCode, 70);
  assert.match(run.stderr, /a bug in KimiBar/);
  assert.match(run.stderr, /bug\.cjs/);
  assert.ok(!`${run.stdout}${run.stderr}`.includes(canary), run.stderr);
  for (const name of readdirSync(env.KIMIBAR_DATA_DIR))
    assert.ok(!readFileSync(join(env.KIMIBAR_DATA_DIR, name)).includes(canary), name);
});
