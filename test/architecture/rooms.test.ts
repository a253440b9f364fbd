import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import test from 'node:test';

const sourceFolder = join(import.meta.dirname, '..', '..', 'src');

/** Which rooms a room may import from; an entry with a file name allows that file alone. See docs/architecture.md. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  present: ['domain'],
  host: ['domain'],
  config: ['domain', 'host'],
  credentials: ['domain', 'host', 'config'],
  store: ['domain', 'host'],
  kimi: ['domain', 'host', 'config/settings.ts', 'credentials'],
  refresh: ['domain', 'host'],
  app: ['domain', 'host', 'config', 'credentials', 'store', 'kimi', 'refresh', 'present'],
  daemon: ['domain', 'host', 'config', 'credentials', 'store', 'present', 'refresh', 'app'],
  server: ['domain', 'host', 'present', 'app/usage-app.ts', 'daemon/usage-daemon.ts'],
  tray: ['domain', 'host', 'present', 'app/usage-app.ts', 'daemon/usage-daemon.ts'],
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
    'simulator',
    'server',
    'tray',
  ],
};

/** What a folder or a file must not be called: such names say nothing of what is inside. */
const emptyNames = /^(utils?|helpers?|common|shared|lib|misc|types|index)(\.|$)/;

/** Modules through which the machine is touched. Only the host may, and the simulator, which is a server. */
const machineModules =
  /^node:(fs|fs\/promises|http|https|net|tls|dns|os|child_process|timers|timers\/promises|sqlite|process)$/;

const files = readdirSync(sourceFolder, { recursive: true, encoding: 'utf8' }).filter((name) =>
  /\.tsx?$/.test(name),
);

type Import = { readonly from: string; readonly to: string };

const imports: readonly Import[] = files.flatMap((file) => {
  const text = readFileSync(join(sourceFolder, file), 'utf8');
  const specifiers = [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(
    (match) => match[1] ?? '',
  );
  return specifiers.map((specifier) => ({
    from: file.split(sep).join('/'),
    to: specifier.startsWith('.')
      ? relative(sourceFolder, join(sourceFolder, dirname(file), specifier))
          .split(sep)
          .join('/')
      : specifier,
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

test('every file stands in a room, and src/index.ts is the only one outside', () => {
  const outside = files.filter(
    (file) => !Object.hasOwn(mayImport, roomOf(file.split(sep).join('/')) ?? ''),
  );
  assert.deepEqual(outside, ['index.ts']);
});

test('only the host touches the machine', () => {
  const machine = imports.filter(
    ({ from, to }) =>
      machineModules.test(to) &&
      !['host', 'simulator'].includes(roomOf(from) ?? '') &&
      from !== 'cli/terminal/standard-stream.ts',
  );
  assert.deepEqual(machine, []);
  const process = files.filter((file) => {
    const mayTouch =
      file.startsWith(`host${sep}`) ||
      // The page runs in a browser, whose clock and timers are taken in one file, too.
      file === join('web', 'browser.ts') ||
      [
        'main.ts',
        'statusline/main.ts',
        'terminal/node-terminal.ts',
        'terminal/standard-stream.ts',
      ].some((name) => file === join('cli', name));
    return (
      !mayTouch &&
      /\bprocess\.|\bDate\.now\(|\bnew Date\(\)|\bsetTimeout\(/.test(
        readFileSync(join(sourceFolder, file), 'utf8'),
      )
    );
  });
  assert.deepEqual(process, []);
});

test('names say what is inside, files stay small, nothing is a default export', () => {
  const parts = files.flatMap((file) =>
    file.split(sep).filter((part) => file !== 'index.ts' && emptyNames.test(part)),
  );
  assert.deepEqual(parts, []);
  const large = files.filter(
    (file) => readFileSync(join(sourceFolder, file), 'utf8').split('\n').length > 260,
  );
  assert.deepEqual(large, []);
  const defaults = files.filter((file) =>
    /^export default/m.test(readFileSync(join(sourceFolder, file), 'utf8')),
  );
  assert.deepEqual(defaults, []);
});
