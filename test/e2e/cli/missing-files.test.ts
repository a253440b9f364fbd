import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import test from 'node:test';
import { programPath } from '../../support/run-program.ts';
import { tempFolder } from '../../support/temp-folder.ts';

test('a program whose files are gone says so once and ends', async (t) => {
  const folder = tempFolder(t);
  const installed = join(folder, 'dist');
  cpSync(dirname(programPath), installed, { recursive: true });
  // As an update or `npm uninstall` does while a command runs.
  rmSync(join(installed, 'cli'), { recursive: true });
  for (const args of [['doctor'], ['usage', '--bogus'], ['--help']]) {
    const env = { HOME: folder, USERPROFILE: folder, LANG: 'C.UTF-8' };
    const run = await new Promise<{ code: unknown; stderr: string }>((resolve) => {
      // The limit only ends a program that would never end.
      const options = { env, timeout: 60_000 };
      execFile(
        process.execPath,
        [join(installed, 'kimibar.cjs'), ...args],
        options,
        (error, _, stderr) => resolve({ code: error?.code, stderr }),
      );
    });
    assert.deepEqual(run, {
      code: 1,
      stderr:
        "Some of KimiBar's files are missing. If it was just updated, run it again; if not, install it again.\n",
    });
  }
});
