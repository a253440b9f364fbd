import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setStage, type Stage } from '../support/stage.ts';
import { randomFrom, pick } from '../support/random.ts';
import { temporaryBeside } from '../../src/host/files/abandoned-files.ts';
import { attempt, type StressContext } from './stress-context.ts';

const commands = [
  ['usage', '--max-age', '0'],
  ['config', 'set', 'display.meters', 'used'],
  ['config', 'unset', 'display.meters'],
  ['statusline', 'refresh', '--force'],
  ['statusline', 'install', 'claude-code'],
  ['statusline', 'uninstall', 'claude-code'],
  ['serve', '--port', '0'],
];

/** About as long as a run takes; a server goes on. */
const maxDelayMs = 250;
const ownSettings = '{\n  "model": "k2"\n}\n';

/**
 * Kills commands at random moments, all in one home: the next ones work as usual and remove what
 * was left.
 */
export async function stressKilledProgram(context: StressContext): Promise<void> {
  const result = context.result('kills of the built program');
  const random = randomFrom(context.seed);
  const account = {
    name: 'stress',
    userId: 'stress',
    apiKeys: [context.key],
    cliTokens: [],
    webTokens: [],
  };
  const stage = await setStage(context, { key: context.key, accounts: [account] });
  mkdirSync(join(stage.home, '.claude'), { mode: 0o700 });
  writeFileSync(join(stage.home, '.claude', 'settings.json'), ownSettings);
  for (let kill = 0; kill < context.times(80); kill += 1) {
    const args = pick(random, commands);
    const afterMs = 30 + random() * maxDelayMs;
    await attempt(
      result,
      `kill ${kill + 1}, ${args.join(' ')} after ${afterMs.toFixed(0)} ms`,
      async () => {
        await stage.run(args, {
          onStart: (child) => setTimeout(() => child.kill('SIGKILL'), afterMs),
        });
        await checkHome(context, stage);
      },
    );
  }
  await attempt(result, 'leftovers are removed', async () => {
    for (const args of commands.slice(0, 4)) await stage.run(args);
    // As if a kill had come between each write and its rename.
    const written = entriesOf(stage.home).filter((path) =>
      /(?:config|settings|latest|readings.[\da-f]{16})\.json$/.test(path),
    );
    assert.ok(written.length >= 4, written.join(', '));
    const planted = written.map(temporaryBeside);
    for (const path of planted) writeFileSync(path, '');
    setBack(stage.home);
    for (const args of commands.filter(([name]) => name !== 'serve')) await stage.run(args);
    assert.deepEqual(planted.filter(existsSync), []);
    assert.equal(readFileSync(join(stage.home, '.claude', 'settings.json'), 'utf8'), ownSettings);
  });
}

async function checkHome(context: StressContext, { run, home }: Stage): Promise<void> {
  for (const args of [
    ['config', 'validate'],
    ['usage', '--json'],
    ['history', '--json'],
    ['statusline', 'plain', '--no-refresh'],
  ]) {
    const { exitCode, stdout, stderr } = await run(args);
    context.record(stdout + stderr);
    // Until there is a config file, `config validate` says so on stderr.
    assert.deepEqual(
      [exitCode, args[0] === 'config' ? '' : stderr],
      [0, ''],
      `${args.join(' ')}: ${stderr}`,
    );
  }
  const settings = JSON.parse(readFileSync(join(home, '.claude', 'settings.json'), 'utf8')) as {
    model: string;
  };
  assert.equal(settings.model, 'k2');
  assert.ok(leftoversIn(home).length <= 5, `leftovers pile up: ${leftoversIn(home).join(', ')}`);
  setBack(home);
}

function leftoversIn(home: string): readonly string[] {
  return entriesOf(home).filter((path) => path.endsWith('.tmp'));
}

/** As if an hour had passed since. */
function setBack(home: string): void {
  const then = new Date(Date.now() - 3_600_000);
  for (const path of entriesOf(home).filter((one) => /\.(?:tmp|lock|lease)$/.test(one)))
    utimesSync(path, then, then);
}

function entriesOf(home: string): readonly string[] {
  const entries = readdirSync(home, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
}
