import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setStage, type Stage } from '../support/stage.ts';
import { chanceFrom, pick } from './chance.ts';
import { attempt, type Ground } from './trial.ts';

const commands = [
  ['usage', '--refresh'],
  ['config', 'set', 'display.meters', 'used'],
  ['config', 'unset', 'display.meters'],
  ['statusline', 'refresh', '--force'],
  ['statusline', 'install', 'claude-code'],
  ['statusline', 'uninstall', 'claude-code'],
  ['serve', '--port', '0'],
];

/** A run takes about so long; what serves goes on. */
const longestMs = 250;
const ownSettings = '{\n  "model": "k2"\n}\n';

/** The built program killed at a random moment, all commands in one home: the next run finds everything in order, and tidies up. */
export async function tortureProgramWithKills(ground: Ground): Promise<void> {
  const score = ground.score('kills of the built program');
  const chance = chanceFrom(ground.seed);
  const account = {
    name: 'torture',
    userId: 'torture',
    apiKeys: [ground.key],
    cliTokens: [],
    webTokens: [],
  };
  const stage = await setStage(ground, { key: ground.key, accounts: [account] });
  mkdirSync(join(stage.home, '.claude'), { mode: 0o700 });
  writeFileSync(join(stage.home, '.claude', 'settings.json'), ownSettings);
  for (let kill = 0; kill < ground.count(80); kill += 1) {
    const args = pick(chance, commands);
    const afterMs = 30 + chance() * longestMs;
    await attempt(
      score,
      `kill ${kill + 1}, ${args.join(' ')} after ${afterMs.toFixed(0)} ms`,
      async () => {
        await stage.run(args, {
          onStart: (child) => setTimeout(() => child.kill('SIGKILL'), afterMs),
        });
        await checkHome(ground, stage);
      },
    );
  }
  await attempt(score, 'tidied up after all', async () => {
    for (const args of commands.slice(0, 4)) await stage.run(args);
    // As if one kill had come between each write and its rename.
    const written = entriesOf(stage.home).filter((path) =>
      /(?:config|settings|latest|readings.[\da-f]{16})\.json$/.test(path),
    );
    assert.ok(written.length >= 4, written.join(', '));
    for (const path of written) writeFileSync(`${path}.killed.tmp`, '');
    setBack(stage.home);
    for (const args of commands.filter(([name]) => name !== 'serve')) await stage.run(args);
    assert.deepEqual(remainsIn(stage.home), []);
    assert.equal(readFileSync(join(stage.home, '.claude', 'settings.json'), 'utf8'), ownSettings);
  });
}

async function checkHome(ground: Ground, { run, home }: Stage): Promise<void> {
  for (const args of [
    ['config', 'validate'],
    ['usage', '--json'],
    ['history', '--json'],
    ['statusline', 'plain', '--no-refresh'],
  ]) {
    const { exitCode, stdout, stderr } = await run(args);
    ground.heard(stdout + stderr);
    // Where no config file has been made yet, it says so.
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
  assert.ok(remainsIn(home).length <= 5, `remains pile up: ${remainsIn(home).join(', ')}`);
  setBack(home);
}

function remainsIn(home: string): readonly string[] {
  return entriesOf(home).filter((path) => path.endsWith('.tmp'));
}

/** As if an hour had passed since. */
function setBack(home: string): void {
  const then = new Date(Date.now() - 3_600_000);
  for (const path of entriesOf(home).filter((one) => /\.(?:tmp|lock|lease|takeover)$/.test(one)))
    utimesSync(path, then, then);
}

function entriesOf(home: string): readonly string[] {
  const entries = readdirSync(home, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
}
