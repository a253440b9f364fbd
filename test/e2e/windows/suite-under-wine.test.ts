import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import test from 'node:test';
import { missingPrograms } from '../../support/desktop/session.ts';
import { missingWindowsNode, withWine, type Wine } from '../../support/desktop/wine.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const skip = missingPrograms('wine', 'winecfg', 'wineserver') ?? missingWindowsNode ?? false;
/** Takes four minutes on an idle machine; beside ten busy processes it once took more than fifteen. */
const mostMs = 2_700_000;
const timeout = mostMs + 300_000;

const repository = resolve(import.meta.dirname, '..', '..', '..');
/** Not `architecture`: it is the same on every system, and its parser has binaries for each. */
const suites = ['unit', 'contract', 'property'];

/** Tests what its own process has loaded. */
const alone = 'test/unit/credentials/browsers/lazy-loading.test.ts';
/** Under Wine, Node's `fetch` connects to nothing, not even in a program of three lines. */
const withFetch = 'test/unit/server/late-listener.test.ts';
/**
 * Others that want `fetch`, cannot pass under Wine, or take minutes there and are the same on every
 * system.
 */
const leftOut: Readonly<Record<string, string>> = {
  'test/unit/extensions/vscode.test.ts':
    'a server without the account has no data of it, which is not the same as off',
  // Wine's `taskkill` cannot end a process tree.
  'test/unit/daemon/events/run-hooks.test.ts':
    'a hanging hook is killed with everything it started',
  'test/property/app/resume.test.ts':
    'however waiters are killed, suspended and started, a wall leads to one run at most',
  'test/unit/daemon/many-accounts.test.ts':
    '500 accounts for a day: no account starves, none is asked too often',
};

test('Windows: the tests without a built program, under Wine', { skip, timeout }, async (t) => {
  for (const [file, title] of Object.entries(leftOut))
    assert.ok(readFileSync(join(repository, file), 'utf8').includes(title), `no test “${title}”`);
  const folder = tempFolder(t);
  const env = { PATH: process.env['PATH'] ?? '', HOME: folder, LANG: 'C.UTF-8' };
  const start = (program: string, args: readonly string[] = []) =>
    spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const files = suites.flatMap(testsIn).filter((file) => file !== alone && file !== withFetch);
  const whyNot = await withWine({ env, folder, start }, {}, async (wine) => {
    for (const part of [files, [alone]]) t.diagnostic(await tell(wine, part));
  });
  if (whyNot !== undefined) t.skip(whyNot);
});

function testsIn(suite: string): string[] {
  return readdirSync(join(repository, 'test', suite), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.test.ts'))
    .map((path) => `test/${suite}/${path}`);
}

/** Runs the files in one process, and tells how many tests passed: all but those that were skipped. */
async function tell(wine: Wine, files: readonly string[]): Promise<string> {
  const patterns = Object.values(leftOut).map((title) => `--test-skip-pattern=${title}`);
  const flags = [
    '--test',
    '--experimental-test-isolation=none',
    '--test-reporter=tap',
    ...patterns,
  ];
  const { exitCode, said } = await wine.runNode([...flags, ...files], repository, mostMs);
  const count = (what: string): number =>
    Number(new RegExp(`^# ${what} (\\d+)$`, 'm').exec(said)?.[1]);
  assert.deepEqual(
    { exitCode, failed: count('fail') },
    { exitCode: 0, failed: 0 },
    failuresIn(said),
  );
  assert.ok(count('tests') >= files.length, said);
  return `${count('pass')} passed, ${count('skipped')} skipped`;
}

/** The failed tests, or the end of the output if there are none. */
function failuresIn(said: string): string {
  const failures = said.split(/^(?=# Subtest: )/m).filter((part) => /^not ok/m.test(part));
  return (failures.length > 0 ? failures.join('') : said).slice(-10_000);
}
