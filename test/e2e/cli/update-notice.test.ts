import assert from 'node:assert/strict';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { onTerminal, runOnTerminal } from '../../support/pseudo-terminal.ts';
import { programPath } from '../../support/run-program.ts';
import { setStage } from '../../support/stage.ts';
import { dataFolderOf } from '../../support/status-files.ts';
import { tempFolder } from '../../support/temp-folder.ts';

/** The program as a release has it, which knows of a newer one but has not named it. */
async function stageWithNews(t: TestContext) {
  const stage = await setStage(t);
  const folder = join(tempFolder(t), 'dist');
  cpSync(dirname(programPath), folder, { recursive: true });
  const release = { address: 'https://kimibar.invalid/', key: 'a key' };
  writeFileSync(join(folder, 'release.json'), JSON.stringify(release));
  mkdirSync(dataFolderOf(stage), { recursive: true });
  return async (args: string, more: Readonly<Record<string, string>> = {}): Promise<string> => {
    const news = { checkedAtMs: Date.now(), version: '99.0.0' };
    writeFileSync(join(dataFolderOf(stage), 'update.json'), JSON.stringify(news));
    const { home } = stage;
    const options = { home, columns: 200, env: { ...stage.env, ...more } };
    const program = join(folder, 'kimibar.cjs');
    return (await runOnTerminal(args.split(' '), { ...options, program })).shown;
  };
}

test(
  'a newer release is named to people, never beside output for programs',
  onTerminal,
  async (t) => {
    const shown = await stageWithNews(t);
    const notice = /KimiBar 99\.0\.0 is available/;
    for (const args of ['usage', 'config path', 'guard'])
      assert.match(await shown(args), notice, args);
    for (const args of [
      'usage --json',
      'usage --json-only',
      'usage --format toon',
      'guard --json',
      'history --format csv',
      'codexbar usage --json-only',
      'statusline plain',
    ])
      assert.doesNotMatch(await shown(args), notice, args);
    assert.doesNotMatch(await shown('usage', { CI: 'true' }), notice);
  },
);
