import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import test from 'node:test';
import { programPath } from '../../support/run-program.ts';
import { setStage, type Stage } from '../../support/stage.ts';

/** Written to a file when the process ends, since stdout belongs to the program. */
const witness = `
  process.on('exit', () => require('node:fs').writeFileSync(
    process.env.LOADED_LIST,
    JSON.stringify({ modules: process.moduleLoadList, files: Object.keys(require.cache) }),
  ));
`;

type Loaded = { readonly modules: readonly string[]; readonly files: readonly string[] };

const heavy =
  /^NativeModule (sqlite|http2?|https|_http_client|_http_server|tls|net|dns|child_process|crypto|worker_threads|readline)$/;
const distFolder = dirname(programPath) + sep;

test('cached usage is shown without SQLite, a network stack or any file but our own', async (t) => {
  const stage = await setStage(t);
  await stage.run([]);
  for (const args of [
    [],
    ['usage'],
    ['usage', '--json'],
    ['usage', '--lang', 'zh-CN'],
    ['usage', '--format', 'toon'],
  ]) {
    const { modules, files } = await loadedBy(stage, args);
    assert.deepEqual(
      modules.filter((name) => heavy.test(name)),
      [],
      args.join(' '),
    );
    assert.ok(
      files.length > 0 && files.every((file) => file.startsWith(distFolder)),
      files.join('\n'),
    );
  }
  assert.equal(stage.asked('usages'), 1);
});

test('cached usage as JSON takes two files, since each costs time to find and open', async (t) => {
  const stage = await setStage(t);
  await stage.run([]);
  const { files } = await loadedBy(stage, ['usage', '--json']);
  assert.deepEqual(
    files.map((file) => basename(file)),
    ['kimibar.cjs', 'main.cjs'],
  );
});

test('a request loads the network stack, but no SQLite and no file but our own', async (t) => {
  const stage = await setStage(t);
  const { modules, files } = await loadedBy(stage, ['usage', '--refresh']);
  assert.ok(modules.includes('NativeModule http'), 'the list is a true one');
  assert.ok(!modules.includes('NativeModule sqlite'));
  assert.ok(
    files.every((file) => file.startsWith(distFolder)),
    files.join('\n'),
  );
});

test('--version loads nothing but the launcher', async (t) => {
  const stage = await setStage(t);
  const { modules, files } = await loadedBy(stage, ['--version']);
  assert.deepEqual(files, [programPath]);
  assert.ok(!modules.some((name) => heavy.test(name)));
});

/** The modules that a run loaded, without the observer itself. */
async function loadedBy(stage: Stage, args: readonly string[]): Promise<Loaded> {
  const witnessPath = join(stage.home, 'witness.cjs');
  const listPath = join(stage.home, 'loaded.json');
  writeFileSync(witnessPath, witness);
  const { exitCode } = await stage.run(args, {
    env: { NODE_OPTIONS: `--require=${witnessPath}`, LOADED_LIST: listPath },
  });
  assert.equal(exitCode, 0);
  const { modules, files } = JSON.parse(readFileSync(listPath, 'utf8')) as Loaded;
  return { modules, files: files.filter((file) => file !== witnessPath) };
}
