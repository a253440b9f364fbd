import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { demoApiKey } from '../../../src/simulator/demo-accounts.ts';
import { missingPrograms } from '../../support/desktop/session.ts';
import {
  missingWindowsNode,
  windowsModules,
  withWine,
  type Wine,
} from '../../support/desktop/wine.ts';
import { programPath } from '../../support/run-program.ts';
import { setStage } from '../../support/stage.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { testTimeoutMs } from '../../support/until.ts';

const skip = missingPrograms('wine', 'winecfg', 'wineserver') ?? missingWindowsNode ?? false;
const setKey = ['config', 'set-api-key'];

test(
  "Windows' Credential Manager keeps the key, under Wine",
  { skip, timeout: testTimeoutMs },
  async (t) => {
    const stage = await setStage(t, { key: '' });
    const folder = tempFolder(t);
    const env = { PATH: process.env['PATH'] ?? '', HOME: folder, LANG: 'C.UTF-8' };
    const start = (program: string, args: readonly string[] = []) =>
      spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    const whyNot = await withWine(
      { env, folder, start },
      { ...stage.env, KIMIBAR_LANG: 'en' },
      (wine) => storeAndLeave(t, wine, folder),
    );
    if (whyNot !== undefined) t.skip(whyNot);
  },
);

async function storeAndLeave(t: TestContext, wine: Wine, folder: string): Promise<void> {
  const file = join(folder, 'kimi.json');
  const config = (): string => readFileSync(file, 'utf8');
  const program = placeProgram(join(folder, 'app'));
  symlinkSync(windowsModules, join(folder, 'app', 'node_modules'));
  const runWith = (path: string, args: readonly string[]) =>
    wine.runNode([path, ...args, '--config', `Z:${file}`]);
  const run = (...args: readonly string[]) => runWith(program, args);

  await t.test('without koffi it says what is missing, and the file keeps the key', async () => {
    const before = JSON.stringify({ version: 1, providers: [{ id: 'kimi', apiKey: demoApiKey }] });
    writeFileSync(file, before);
    const bare = placeProgram(join(folder, 'bare'));
    assert.deepEqual(await runWith(bare, [...setKey, '--keyring']), {
      exitCode: 64,
      said: 'The Windows Credential Manager needs the optional package @koromix/koffi-win32-x64. Install it with: npm install -g @koromix/koffi-win32-x64@3\n',
    });
    assert.equal(config(), before);
  });

  await t.test('the key moves there and back, and is used from there', async () => {
    assert.deepEqual(await run(...setKey, '--keyring'), {
      exitCode: 0,
      said: 'Config: the system keyring keeps the API key for Kimi Code and enabled\n',
    });
    assert.match(config(), /"apiKey": *"@keyring:[0-9a-f]{32}"/);
    assert.doesNotMatch(config(), /sk-kimi/);
    assert.match(
      (await run('usage', '--json')).said,
      /"attempts":\[{"source":"api-key","outcome":"ok"}\]/,
    );
    assert.equal((await run(...setKey, '--file')).exitCode, 0);
    assert.ok(config().includes(demoApiKey));
  });

  await t.test('uninstall removes the key', async () => {
    assert.equal((await run(...setKey, '--keyring')).exitCode, 0);
    const stored = config();
    const { exitCode, said } = await run('uninstall', '--yes');
    assert.equal(exitCode, 0, said);
    assert.throws(config);
    writeFileSync(file, stored);
    const after = await run('usage');
    assert.equal(after.exitCode, 1);
    assert.match(after.said, /in the system keyring, but not readable from here/);
  });
}

/** A folder with only the built program. */
function placeProgram(folder: string): string {
  mkdirSync(folder);
  cpSync(dirname(programPath), join(folder, 'dist'), { recursive: true });
  return join(folder, 'dist', 'kimibar.cjs');
}
