import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startServer } from '../support/running-server.ts';
import { setStage, type Stage } from '../support/stage.ts';
import { patienceMs } from '../support/until.ts';
import { homeLayouts, type Home, type HomeLayout } from './home-layouts.ts';
import { attempt, type StressContext, type Result } from './stress-context.ts';

const commands = [
  ['config', 'set', 'language', 'en'],
  ['usage', '--max-age', '0'],
  ['usage', '--json'],
  ['statusline', 'plain'],
  ['history'],
  ['cookies'],
  ['statusline', 'refresh', '--force'],
];

/** As many run at a time: they wait more than they compute. */
const lanes = 4;

/**
 * Links, permissions, pipes and devices in KimiBar's folders: usage is shown, nothing hangs,
 * nothing is written elsewhere.
 */
export async function stressUnsafeHomes(context: StressContext): Promise<void> {
  if (process.platform === 'win32') return;
  const result = context.result('links, permissions, pipes in our folders');
  const waiting = homeLayouts.filter(
    ({ needsRoot }) => needsRoot !== true || process.getuid?.() === 0,
  );
  const lane = async (): Promise<void> => {
    for (let layout = waiting.shift(); layout !== undefined; layout = waiting.shift())
      await walkThrough(context, result, layout);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

async function walkThrough(
  context: StressContext,
  result: Result,
  { name, prepare, keeps, late, isUnusable }: HomeLayout,
): Promise<void> {
  const account = {
    name: 'stress',
    userId: 'stress',
    apiKeys: [context.key],
    cliTokens: [],
    webTokens: [],
  };
  const stage = await setStage(context, { key: context.key, accounts: [account] });
  const home = homeOf(stage);
  mkdirSync(home.elsewhere);
  writeFileSync(join(home.elsewhere, 'theirs.json'), '{}');
  if (late) await stage.run(['usage']);
  prepare(home);
  const before = contents(home.elsewhere);
  const linksBefore = linksBelow(stage.home);
  for (const args of commands) {
    await attempt(result, `${name}: ${args.join(' ')}`, async () => {
      const run = await stage.run(args, {
        onStart: (child) => setTimeout(() => child.kill('SIGKILL'), patienceMs).unref(),
      });
      context.record(run.stdout + run.stderr);
      assert.notEqual(run.exitCode, null, 'it hangs');
      assert.notEqual(run.exitCode, 70, run.stderr);
      if (args[0] === 'config' && keeps.config !== undefined)
        assert.equal(run.exitCode, keeps.config ? 0 : 1, run.stderr);
      if (args[0] === 'config' && keeps.config === false)
        assert.match(run.stderr, /config\.json \(.+\)/);
      if (args[0] === 'usage' && !isUnusable) assert.equal(run.exitCode, 0, run.stderr);
    });
  }
  await attempt(result, `${name}: serve`, () => checkServing(context, stage, isUnusable === true));
  await attempt(result, `${name}: files afterwards`, () => {
    if (!name.startsWith("the user's"))
      assert.deepEqual(contents(home.elsewhere), before, 'written through a link');
    assert.deepEqual(linksBelow(stage.home), linksBefore, 'a link was replaced');
    if (keeps.data !== undefined) assert.equal(keptReadings(home) > 0, keeps.data);
  });
}

/** The server writes history, events and its schedule. */
async function checkServing(
  context: StressContext,
  stage: Stage,
  mayRefuse: boolean,
): Promise<void> {
  const server = await startServer(context, stage).catch((error: unknown) => {
    if (mayRefuse) return undefined;
    throw error;
  });
  if (server === undefined) return;
  const answer = await server.get('/usage');
  context.record(await answer.text());
  assert.equal(answer.status, 200);
  const { exitCode, stderr } = await server.stop();
  context.record(stderr);
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

/** Claims and leases do not count: KimiBar may remove one that is in the way. */
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
