import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { runInstall } from '../../../../src/cli/commands/statusline/install.ts';
import { runUninstallAll } from '../../../../src/cli/uninstall/uninstall.ts';
import type { Dialogue } from '../../../../src/cli/terminal/dialogue.ts';
import { recordedContext } from '../../../support/recorded-context.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

/** Answers yes, except to questions that match. */
function dialogue(no: RegExp, asked: string[]): Dialogue {
  return {
    open: () => undefined,
    say: () => undefined,
    close: () => undefined,
    giveUp: () => undefined,
    askHidden: async () => assert.fail(),
    async choose(question, choices) {
      asked.push(question);
      const answer = choices.find(({ value }) => value === (no.test(question) ? 'no' : 'yes'));
      return answer?.value ?? assert.fail();
    },
  };
}

test('what a kept status line needs is kept', async (t) => {
  const home = tempFolder(t);
  const config = join(home, '.config');
  const data = join(home, '.local', 'share', 'kimibar');
  const env = { XDG_CONFIG_HOME: config, XDG_DATA_HOME: join(home, '.local', 'share') };
  const settings = join(home, '.claude', 'settings.json');
  mkdirSync(join(home, '.claude'));
  mkdirSync(join(config, 'kimibar'), { recursive: true });
  writeFileSync(settings, '{}');
  writeFileSync(join(config, 'kimibar', 'config.json'), '{}');
  const { ctx, stderr } = recordedContext(home, { env, interactive: true });
  const line = { target: 'claude-code', line: { refresh: true } } as const;
  const program = { node: process.execPath, script: join(home, 'kimibar.cjs') };
  assert.equal(await runInstall(ctx, { ...line, dryRun: false, force: false }, program), 0);
  const asked: string[] = [];
  const options = {
    dryRun: false,
    yes: false,
    openDialogue: async () => dialogue(/status/, asked),
  };
  assert.equal(await runUninstallAll(ctx, options), 0);
  assert.deepEqual(
    asked.map((question) => /^Remove the ([^(]*)\?/.exec(question)?.[1]),
    ['status line of claude-code', 'settings, with any API key in them'],
  );
  assert.match(stderr(), /Kept .*: what was kept above still uses it/);
  assert.match(readFileSync(settings, 'utf8'), /statusLine/);
  assert.ok(existsSync(data));
  assert.equal(existsSync(join(config, 'kimibar')), false);

  const rest = { ...options, openDialogue: async () => dialogue(/nothing/, asked) };
  assert.equal(await runUninstallAll(ctx, rest), 0);
  assert.equal(readFileSync(settings, 'utf8'), '{}');
  assert.equal(existsSync(data), false);
});
