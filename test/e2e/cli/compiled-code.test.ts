import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { programPath } from '../../support/run-program.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const skip = process.platform === 'win32' && 'Windows has no umask';

/** A copy of the built program without its cache of compiled code. */
function installed(t: TestContext): {
  readonly cache: string;
  run(...args: readonly string[]): string;
} {
  const folder = join(tempFolder(t), 'dist');
  cpSync(dirname(programPath), folder, { recursive: true });
  const cache = join(folder, 'compile-cache');
  rmSync(cache, { recursive: true, force: true });
  const command = `umask 000; exec '${process.execPath}' '${join(folder, 'kimibar.cjs')}' "$@"`;
  return {
    cache,
    run: (...args) =>
      execFileSync('sh', ['-c', command, 'sh', ...args], {
        encoding: 'utf8',
        env: { HOME: folder },
      }),
  };
}

test('compiled code is cached in a folder that only its owner can write to', { skip }, (t) => {
  const { cache, run } = installed(t);
  assert.match(run('--help'), /kimibar/);
  assert.equal(statSync(cache).mode & 0o777, 0o700);
  assert.match(run('--help'), /kimibar/);
});

test(
  'without a writable folder, and for long-running commands, no compiled code is cached',
  { skip },
  (t) => {
    const { cache, run } = installed(t);
    run('serve', '--help');
    assert.equal(existsSync(cache), false);
    writeFileSync(cache, '');
    assert.match(run('--help'), /kimibar/);
  },
);
