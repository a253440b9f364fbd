import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import test from 'node:test';
import { circles, importsOf, memberImports } from '../../scripts/figures/import-circles.ts';
import { readSources } from '../../scripts/read-sources.ts';

const sourceFolder = join(import.meta.dirname, '..', '..', 'src');

// Rules that oxlint cannot check. The others (cycles, globals, node: modules, default exports, length) are in .oxlintrc.json.

/**
 * Which rooms a room may import from; an entry with a file name allows only that file. See
 * docs/architecture.md.
 */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  present: ['domain'],
  host: ['domain'],
  config: ['domain', 'host'],
  credentials: ['domain', 'host', 'config'],
  store: ['domain', 'host'],
  kimi: ['domain', 'host', 'config/settings.ts', 'credentials'],
  logs: ['domain', 'host'],
  fleet: ['domain', 'host'],
  refresh: ['domain', 'host'],
  app: ['domain', 'host', 'config', 'credentials', 'store', 'kimi', 'logs', 'refresh', 'present'],
  daemon: [
    'domain',
    'host',
    'config',
    'credentials',
    'store',
    'fleet',
    'present',
    'refresh',
    'app',
  ],
  server: ['domain', 'host', 'present', 'app/usage-app.ts', 'daemon/usage-daemon.ts'],
  tray: ['domain', 'host', 'present', 'app/usage-app.ts', 'daemon/usage-daemon.ts'],
  mcp: ['domain', 'host', 'present', 'app/usage-app.ts'],
  web: ['domain', 'present'],
  simulator: ['domain', 'host'],
  cli: [
    'domain',
    'host',
    'config',
    'present',
    'refresh',
    'app',
    'daemon',
    'fleet',
    'simulator',
    'server',
    'tray',
    'mcp',
  ],
};

/** Names that say nothing about what is inside. */
const emptyNames = /^(utils?|helpers?|common|shared|lib|misc|types|index)(\.|$)/;

/**
 * Only the host may load these, and the simulator, which is a server. The lint checks static
 * imports.
 */
const machineModules =
  /^node:(fs|fs\/promises|http|https|net|tls|dns|os|child_process|timers|timers\/promises|sqlite|process)$/;

const files = readdirSync(sourceFolder, { recursive: true, encoding: 'utf8' }).filter((name) =>
  /\.tsx?$/.test(name),
);

type Import = { readonly from: string; readonly to: string; readonly isDynamic: boolean };

const imports: readonly Import[] = files.flatMap((file) => {
  const text = readFileSync(join(sourceFolder, file), 'utf8');
  const found = [...text.matchAll(/(?:from|import)\s*(\(?)\s*'([^']+)'/g)];
  return found.map(([, bracket, to = '']) => ({
    from: file.split(sep).join('/'),
    isDynamic: bracket === '(',
    to: to.startsWith('.')
      ? relative(sourceFolder, join(sourceFolder, dirname(file), to))
          .split(sep)
          .join('/')
      : to,
  }));
});

const roomOf = (path: string): string | undefined =>
  path.includes('/') ? path.split('/')[0] : undefined;

test('imports point down the list of rooms', () => {
  const wrong = imports.filter(({ from, to }) => {
    const room = roomOf(from);
    if (room === undefined || !files.includes(to.split('/').join(sep))) return false;
    const allowed = mayImport[room] ?? [];
    return roomOf(to) !== room && !allowed.includes(roomOf(to) ?? '') && !allowed.includes(to);
  });
  assert.deepEqual(wrong, []);
});

test('in every folder, files and subfolders import each other without circles', () => {
  const found = circles(memberImports(importsOf(readSources(sourceFolder))));
  assert.deepEqual(found, []);
});

test('src/index.ts is the only file outside the rooms', () => {
  const outside = files.filter(
    (file) => !Object.hasOwn(mayImport, roomOf(file.split(sep).join('/')) ?? ''),
  );
  assert.deepEqual(outside, ['index.ts']);
});

test('only the host loads modules of the machine, at a later time either', () => {
  const machine = imports.filter(
    ({ from, to, isDynamic }) =>
      isDynamic && machineModules.test(to) && !['host', 'simulator'].includes(roomOf(from) ?? ''),
  );
  assert.deepEqual(machine, []);
});

test('only the host and the page’s clock make a date of now', () => {
  const readers = files.filter(
    (file) =>
      !file.startsWith(`host${sep}`) &&
      file !== join('web', 'browser.ts') &&
      /\bnew Date\(\)/.test(readFileSync(join(sourceFolder, file), 'utf8')),
  );
  assert.deepEqual(readers, []);
});

test('names of files and folders say what is inside', () => {
  const parts = files.flatMap((file) =>
    file.split(sep).filter((part) => file !== 'index.ts' && emptyNames.test(part)),
  );
  assert.deepEqual(parts, []);
});
