import assert from 'node:assert/strict';
import test from 'node:test';
import { installedBy } from '../../../src/host/installed-by.ts';

const script = (path: string) => ({ node: '/usr/bin/node', script: path });
const cases = [
  ['npm', script('/usr/lib/node_modules/kimibar/dist/kimibar.cjs')],
  ['npm', script('C:\\Users\\a\\AppData\\Roaming\\npm\\node_modules\\kimibar\\dist\\kimibar.cjs')],
  ['project', script('/home/a/site/node_modules/kimibar/dist/kimibar.cjs')],
  ['npx', script('/home/a/.npm/_npx/0a/node_modules/kimibar/dist/kimibar.cjs')],
  ['npx', script('/home/a/.cache/pnpm/dlx/0a/node_modules/kimibar/dist/kimibar.cjs')],
  ['pnpm', script('/home/a/.local/share/pnpm/global/5/node_modules/kimibar/dist/kimibar.cjs')],
  ['nix', script('/nix/store/0a-kimibar-0.1.0/lib/kimibar/dist/kimibar.cjs')],
  ['docker', script('/opt/kimibar/dist/kimibar.cjs')],
  ['source', script('/home/a/kimibar/dist/kimibar.cjs')],
] as const;

for (const [by, program] of cases) {
  test(`${by}: ${program.script}`, () => {
    const files = { facts: () => undefined, list: () => [] };
    assert.equal(installedBy({ files, os: 'linux' }, program, false), by);
  });
}

const executables = [
  ['brew', '/opt/homebrew/Cellar/kimibar/0.1.0/bin/kimibar', ''],
  ['scoop', 'C:\\Users\\a\\scoop\\apps\\kimibar\\0.1.0\\kimibar.exe', ''],
  ['winget', 'C:\\Users\\a\\AppData\\Local\\Microsoft\\WinGet\\Packages\\KimiBar\\kimibar.exe', ''],
  ['deb', '/usr/bin/kimibar', '/var/lib/dpkg/info/kimibar.list'],
  ['pacman', '/usr/bin/kimibar', 'kimibar-bin-0.1.0-1'],
  ['binary', '/usr/bin/kimibar', ''],
  ['binary', '/home/a/bin/kimibar', '/var/lib/dpkg/info/kimibar.list'],
] as const;

for (const [by, node, owned] of executables) {
  test(`${by}: ${node} ${owned}`, () => {
    const facts = { kind: 'file', sizeBytes: 1, modifiedAtMs: 0 } as const;
    const files = {
      facts: (path: string) => (path === owned ? facts : undefined),
      list: () => [owned],
    };
    const unpacked = '/home/a/.cache/kimibar/program-0/kimibar.cjs';
    assert.equal(installedBy({ files, os: 'linux' }, { node, script: unpacked }, true), by);
  });
}
