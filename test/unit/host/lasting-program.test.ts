import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { lastingProgram, managerOf, scriptPathOf } from '../../../src/host/lasting-program.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { noLinks, noPosixPaths } from '../../support/this-system.ts';

const skip = noLinks || noPosixPaths;

/** A folder with these files, and links to them. */
function layout(t: TestContext, files: readonly string[], links: Readonly<Record<string, string>>) {
  const folder = tempFolder(t);
  const at = (path: string): string => join(folder, path);
  const make = (path: string): string => {
    mkdirSync(dirname(at(path)), { recursive: true });
    return at(path);
  };
  for (const path of files) writeFileSync(make(path), '');
  for (const [path, target] of Object.entries(links)) symlinkSync(at(target), make(path));
  return {
    at,
    lasting(own: { node: string; script: string }, ...pathFolders: readonly string[]) {
      const PATH = pathFolders.map(at).join(delimiter);
      const { node, script } = lastingProgram(
        { PATH },
        { node: at(own.node), script: at(own.script) },
      );
      return [node, script].map((path) => path.replace(`${folder}/`, ''));
    },
  };
}

test('Homebrew: the links that the next upgrade changes', { skip }, (t) => {
  const cellar = 'brew/Cellar/node/24.1.0/bin/node';
  const old = 'brew/Cellar/node@22/22.2.0/bin/node';
  const kimibar = 'brew/Cellar/kimibar/0.1.0/libexec/kimibar.cjs';
  const { lasting } = layout(t, [cellar, old, kimibar, 'usr/bin/node'], {
    'brew/bin/node': cellar,
    'brew/bin/kimibar': kimibar,
    'brew/opt/node@22': 'brew/Cellar/node@22/22.2.0',
  });
  const script = 'brew/bin/kimibar';
  assert.deepEqual(lasting({ node: cellar, script }, 'usr/bin', 'brew/bin'), [
    'brew/bin/node',
    script,
  ]);
  assert.deepEqual(lasting({ node: old, script }, 'brew/bin'), [
    'brew/opt/node@22/bin/node',
    script,
  ]);
});

test('fnm: no folder of one shell, in node or script', { skip }, (t) => {
  const version = 'fnm/node-versions/v24/installation';
  const script = `${version}/lib/node_modules/kimibar/dist/kimibar.cjs`;
  const { lasting } = layout(t, [`${version}/bin/node`, script], {
    [`${version}/bin/kimibar`]: script,
    'run/fnm_multishells/4711_17': version,
  });
  const shell = 'run/fnm_multishells/4711_17/bin';
  assert.deepEqual(lasting({ node: `${version}/bin/node`, script: `${shell}/kimibar` }, shell), [
    `${version}/bin/node`,
    script,
  ]);
});

test('npx and pnpm: the folders of one run and of one version', { skip }, (t) => {
  const store = 'pnpm/global/5/.pnpm/kimibar@0.1.0/node_modules/kimibar';
  const { lasting } = layout(t, ['usr/bin/node', `${store}/dist/kimibar.cjs`], {
    'cache/_npx/1f/node_modules/.bin/node': 'usr/bin/node',
    'pnpm/global/5/node_modules/kimibar': store,
  });
  const script = 'pnpm/global/5/node_modules/kimibar/dist/kimibar.cjs';
  assert.deepEqual(
    lasting({ node: 'usr/bin/node', script }, 'cache/_npx/1f/node_modules/.bin', 'usr/bin'),
    ['usr/bin/node', script],
  );
});

test('another node on the PATH is not used, nor one that is missing', { skip }, (t) => {
  const { lasting } = layout(t, ['opt/node/bin/node', 'usr/bin/node', 'kimibar.cjs'], {});
  const own = { node: 'opt/node/bin/node', script: 'kimibar.cjs' };
  assert.deepEqual(lasting(own, 'nowhere', 'usr/bin'), ['opt/node/bin/node', 'kimibar.cjs']);
  assert.deepEqual(lasting({ node: 'gone/node', script: 'gone.cjs' }, 'usr/bin'), [
    'gone/node',
    'gone.cjs',
  ]);
});

test('managers are known by their folders', () => {
  for (const [node, manager] of [
    ['/usr/bin/node', undefined],
    ['/opt/homebrew/bin/node', undefined],
    ['/home/a/.nvm/versions/node/v24.1.0/bin/node', 'nvm'],
    [String.raw`C:\Users\a\AppData\Roaming\nvm\v24.1.0\node.exe`, 'nvm'],
    ['/home/a/.local/share/fnm/node-versions/v24/installation/bin/node', 'fnm'],
    ['/home/a/.volta/tools/image/node/24.1.0/bin/node', 'volta'],
    ['/home/a/.asdf/installs/nodejs/24.1.0/bin/node', 'asdf'],
    ['/home/a/.local/share/mise/installs/node/24.1.0/bin/node', 'mise'],
  ] as const)
    assert.equal(managerOf({ node, script: '/usr/lib/kimibar.cjs' }), manager, node);
  const script = '/home/a/.npm/_npx/1f/node_modules/kimibar/dist/kimibar.cjs';
  assert.equal(managerOf({ node: '/home/a/.nvm/v/bin/node', script }), 'npx');
});

test('the bare name of a script leads only to that of the same executable', { skip }, (t) => {
  const { at } = layout(t, ['opt/kimibar', 'opt/other'], { 'bin/kimibar': 'opt/kimibar' });
  const own = { node: at('opt/kimibar'), script: at('cache/kimibar.cjs') };
  const named = (node: string) => scriptPathOf({ node: at(node), script: 'kimibar.cjs' }, own);
  assert.equal(named('bin/kimibar'), own.script);
  assert.equal(named('opt/other'), undefined);
  assert.equal(named('gone'), undefined);
  assert.equal(
    scriptPathOf({ node: at('gone'), script: '/opt/kimibar.cjs' }, own),
    '/opt/kimibar.cjs',
  );
});
