import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { demoWebToken, workApiKey } from '../../../src/simulator/demo-accounts.ts';
import { commandsInMessages, unreadMessages } from '../../support/commands-in-messages.ts';
import { setStage } from '../../support/stage.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { noScripts } from '../../support/this-system.ts';

const config = {
  version: 1,
  providers: [{ id: 'kimi', accounts: [{ name: 'work', number: 1, apiKey: workApiKey }] }],
};

/** Commands that end with a signal only. */
const isEndless = /^kimibar (serve|login|mcp|tray)\b/;
/** Commands that a terminal has to run. */
const needsTerminal =
  /^kimibar (setup|watch|login)\b|^kimibar config set-(api-key|cookie)(?!.*--stdin)/;
/** Advice for other moments: the account exists, there are no notify targets, no such setting. */
const needsOtherState = /^kimibar (accounts add|notify|config set work|fleet)\b/;
const isAboutArguments =
  /Unknown (option|command)|Unexpected argument|Missing (value|argument)|Invalid value|Unknown setting/;

test('a command is found in every message that names one', () => {
  for (const language of ['en', 'zh-CN'] as const)
    assert.deepEqual(unreadMessages(language), [], language);
  assert.ok(commandsInMessages('en').length > 100);
});

test(
  'with a named account only, every command that a message names can be run',
  { skip: noScripts },
  async (t) => {
    const stage = await setStage(t, { key: '' });
    const named = [...commandsInMessages('en'), ...commandsInMessages('zh-CN')];
    const paths = Map.groupBy(named, ({ text }) => text);
    const home = tempFolder(t);
    mkdirSync(join(home, '.config', 'kimibar'), { recursive: true });
    writeFileSync(join(home, '.config', 'kimibar', 'config.json'), JSON.stringify(config));
    const run = async (command: string): Promise<void> => {
      const scratch = tempFolder(t);
      cpSync(home, scratch, { recursive: true });
      const { exitCode, stderr } = await stage.run(wordsOf(command), {
        env: { HOME: scratch, USERPROFILE: scratch },
        stdin: stdinOf(command),
        onStart: isEndless.test(command) ? endOnceItWorks : undefined,
      });
      const where = `${command} ← ${paths.get(command)?.[0]?.path}\n${stderr}`;
      if (!needsOtherState.test(command)) assert.doesNotMatch(stderr, isAboutArguments, where);
      assert.doesNotMatch(stderr, /no API key, Kimi Code login|not signed in/i, where);
      if (exitCode === 64)
        assert.ok(needsTerminal.test(command) || needsOtherState.test(command), where);
    };
    const commands = [...paths.keys()];
    for (let at = 0; at < commands.length; at += 4)
      await Promise.all(commands.slice(at, at + 4).map(run));
  },
);

/** The secret that a command asks for. */
function stdinOf(command: string): string {
  if (command.includes('set-cookie')) return `kimi-auth=${demoWebToken}`;
  return command.includes('export.headers') ? 'Authorization=Bearer%20TOKEN' : workApiKey;
}

/** Splits as a user's shell does. */
function wordsOf(command: string): readonly string[] {
  const { stdout } = spawnSync('sh', ['-c', `kimibar() { printf '%s\\0' "$@"; }\n${command}`], {
    encoding: 'utf8',
  });
  return stdout.split('\0').slice(0, -1);
}

/** A wrong argument would have been reported before the first output. */
function endOnceItWorks(child: ChildProcess): void {
  for (const stream of [child.stdout, child.stderr])
    stream?.once('data', () => child.kill('SIGTERM'));
}
