import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { promisify } from 'node:util';
import { programPath } from '../support/run-program.ts';
import { testTimeoutMs } from '../support/until.ts';

/**
 * A folder of Python and shell scripts, each of which tries one reported fault on the built program
 * and exits with 0 if it is gone. They find the program by these variables.
 */
const folder = process.env['KIMIBAR_REGRESSION_SCRIPTS'];
const env = {
  ...process.env,
  KIMIBAR_NODE: process.execPath,
  KIMIBAR_CLI: programPath,
  KIMIBAR_ROOT: join(programPath, '..', '..'),
};

if (folder === undefined) {
  test('reported faults are gone', { skip: 'needs KIMIBAR_REGRESSION_SCRIPTS, a folder' });
} else {
  const scripts = readdirSync(folder).filter((name) => /^\d.*\.(py|sh)$/.test(name));
  for (const script of scripts) {
    test(`${script} passes`, { timeout: testTimeoutMs }, async () => {
      const interpreter = script.endsWith('.py') ? 'python3' : 'sh';
      await promisify(execFile)(interpreter, [join(folder, script)], { env });
    });
  }
}
