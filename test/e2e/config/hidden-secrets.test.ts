import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { demoApiKey, demoWebToken } from '../../../src/simulator/demo-accounts.ts';
import { leaksOf } from '../../support/leaks.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { openTmux, tmuxIsMissing } from '../../support/tmux.ts';

const pastes = [
  ['set-api-key', demoApiKey, demoApiKey, 'Kimi Code API key (not shown):'],
  [
    'set-cookie',
    `curl 'https://www.kimi.com/' \\\n  -b 'kimi-auth=${demoWebToken}' \\\n  --compressed`,
    demoWebToken,
    'curl command (not shown):',
  ],
] as const;

for (const [command, pasted, secret, question] of pastes)
  test(
    `${command} --stdin on a terminal asks for the secret and never shows it`,
    {
      skip: tmuxIsMissing,
    },
    async (t) => {
      const home = tempFolder(t);
      const terminal = await openTmux(t, ['config', command, '--account', 'old job', '--stdin'], {
        home,
        env: {},
      });
      await terminal.shows(question);
      await terminal.paste(pasted);
      await terminal.press('Enter');
      assert.equal(await terminal.ended(), 0);
      assert.deepEqual(leaksOf((await terminal.screen()).replace(/\s/g, ''), secret), []);
      const text = readFileSync(join(home, '.config', 'kimibar', 'config.json'), 'utf8');
      assert.ok(text.includes(secret));
      assert.match(text, /"name": "old job"/);
    },
  );
