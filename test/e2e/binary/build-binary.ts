import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';

const root = join(import.meta.dirname, '..', '..', '..');

/** A Debian system without Node, made by debootstrap; `.ci/run` makes it. */
const emptyRoot = process.env['KIMIBAR_EMPTY_ROOT'] ?? '';

/** False, or why the executable cannot be tried on an empty system. */
export const noEmptyRoot =
  (!existsSync(join(emptyRoot, 'etc', 'debian_version')) && 'KIMIBAR_EMPTY_ROOT has no Debian') ||
  (process.getuid?.() !== 0 && 'only root can change the root folder');

/** The single executable and its Debian package, built once for the tests of a file. */
export function builtBinary() {
  const folder = mkdtempSync(join(tmpdir(), 'kimibar-test-binary-'));
  const program = join(folder, 'files', 'kimibar-linux-x64');
  after(() => rmSync(folder, { recursive: true, force: true }));
  before(() => run('scripts/binary.ts', '--out', program));
  return {
    program,
    /** Builds the Debian package and returns its path. */
    debianPackage(): string {
      const out = join(folder, 'packages');
      run(
        'scripts/packages.ts',
        '--files',
        join(folder, 'files'),
        '--out',
        out,
        '--deb',
        'x64',
        '--fast',
      );
      return join(out, 'kimibar_0.1.0_amd64.deb');
    },
    /** A fresh copy of the empty system. */
    emptySystem(): string {
      const system = join(folder, 'system');
      rmSync(system, { recursive: true, force: true });
      mkdirSync(system);
      cpSync(emptyRoot, system, { recursive: true, verbatimSymlinks: true });
      return system;
    },
  };
}

function run(script: string, ...args: readonly string[]): void {
  execFileSync(process.execPath, [script, ...args], { cwd: root, stdio: 'pipe' });
}
