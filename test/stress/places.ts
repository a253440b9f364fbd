import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startServer } from '../support/running-server.ts';
import { setStage, type Stage } from '../support/stage.ts';
import { trappedHomes, type Home, type TrappedHome } from './trapped-homes.ts';
import { attempt, type Ground, type Score } from './trial.ts';

const commands = [
  ['config', 'set', 'language', 'en'],
  ['usage', '--refresh'],
  ['usage', '--json'],
  ['statusline', 'plain'],
  ['history'],
  ['cookies'],
  ['statusline', 'refresh', '--force'],
];

/** So many at a time: they wait more than they work. */
const lanes = 4;

/** Links, rights, pipes and devices in the config, data and lease folders: usage is shown, nothing hangs, nothing is written past a trap. */
export async function torturePlaces(ground: Ground): Promise<void> {
  if (process.platform === 'win32') return;
  const score = ground.score('links, rights, pipes in our folders');
  const waiting = trappedHomes.filter(
    ({ needsRoot }) => needsRoot !== true || process.getuid?.() === 0,
  );
  const lane = async (): Promise<void> => {
    for (let trapped = waiting.shift(); trapped !== undefined; trapped = waiting.shift())
      await walkThrough(ground, score, trapped);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

async function walkThrough(
  ground: Ground,
  score: Score,
  { name, prepare, keeps, late, isUnusable }: TrappedHome,
): Promise<void> {
  const account = {
    name: 'torture',
    userId: 'torture',
    apiKeys: [ground.key],
    cliTokens: [],
    webTokens: [],
  };
  const stage = await setStage(ground, { key: ground.key, accounts: [account] });
  const home = homeOf(stage);
  mkdirSync(home.elsewhere);
  writeFileSync(join(home.elsewhere, 'theirs.json'), '{}');
  if (late) await stage.run(['usage']);
  prepare(home);
  const before = contents(home.elsewhere);
  const linksBefore = linksBelow(stage.home);
  for (const args of commands) {
    await attempt(score, `${name}: ${args.join(' ')}`, async () => {
      const run = await stage.run(args, {
        onStart: (child) => setTimeout(() => child.kill('SIGKILL'), 30_000).unref(),
      });
      ground.heard(run.stdout + run.stderr);
      assert.notEqual(run.exitCode, null, 'it hangs');
      assert.notEqual(run.exitCode, 70, run.stderr);
      if (args[0] === 'config' && keeps.config !== undefined)
        assert.equal(run.exitCode, keeps.config ? 0 : 1, run.stderr);
      if (args[0] === 'config' && keeps.config === false)
        assert.match(run.stderr, /config\.json \(.+\)/);
      if (args[0] === 'usage' && !isUnusable) assert.equal(run.exitCode, 0, run.stderr);
    });
  }
  await attempt(score, `${name}: serve`, () => checkServing(ground, stage, isUnusable === true));
  await attempt(score, `${name}: what is kept`, () => {
    if (!name.startsWith("a person's"))
      assert.deepEqual(contents(home.elsewhere), before, 'written past the trap');
    assert.deepEqual(linksBelow(stage.home), linksBefore, 'a link was replaced');
    if (keeps.data !== undefined) assert.equal(keptReadings(home) > 0, keeps.data);
  });
}

/** The always-on program writes history, events and its schedule. */
async function checkServing(ground: Ground, stage: Stage, mayRefuse: boolean): Promise<void> {
  const server = await startServer(ground, stage).catch((error: unknown) => {
    if (mayRefuse) return undefined;
    throw error;
  });
  if (server === undefined) return;
  const answer = await server.get('/usage');
  ground.heard(await answer.text());
  assert.equal(answer.status, 200);
  const { exitCode, stderr } = await server.stop();
  ground.heard(stderr);
  assert.equal(exitCode, 0, stderr);
}

function homeOf({ home }: Stage): Home {
  const data = join(home, '.local', 'share', 'kimibar');
  return {
    config: join(home, '.config', 'kimibar'),
    data,
    readings: join(data, 'readings'),
    elsewhere: join(home, 'elsewhere'),
  };
}

function contents(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => `${path} ${statSync(path).isFile() ? readFileSync(path, 'latin1') : ''}`)
    .toSorted();
}

/** But for files that only say whose turn it is: one in the way may be taken away. */
function linksBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(
      (entry) => entry.isSymbolicLink() && !/\.(?:lock|lease)$|^status-refresh$/.test(entry.name),
    )
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}

function keptReadings({ readings }: Home): number {
  return existsSync(readings)
    ? readdirSync(readings).filter((name) => /^[\da-f]{16}\.json$/.test(name)).length
    : 0;
}
