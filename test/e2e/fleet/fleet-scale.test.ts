import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { loadSeries } from '../../../scripts/fleet/load-series.ts';
import { simulatedMachines } from '../../../scripts/fleet/simulated-fleet.ts';
import { startFront } from '../../support/engine-front.ts';
import { noMetricsLab, startEngine, type MetricsEngine } from '../../support/metrics-engine.ts';
import { recordRules } from '../../support/recording-rules.ts';
import { runProgram } from '../../support/run-program.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const minuteMs = 60_000;
/** All accounts that fail or are out, of a small fleet and of a large one. */
const small = { accounts: 400, troubled: 6 };
const large = { accounts: 1000, troubled: 15 };

type Account = { readonly host: string; readonly account: string };
type Fleet = {
  readonly accounts: readonly (Account & { readonly failing?: string })[];
  readonly teams: readonly Record<'accounts' | 'out' | 'short' | 'failing', number>[];
  readonly mostRoom: readonly { readonly usedPercent: number }[];
  readonly nextBack: readonly Account[];
};

/** A fleet in an engine, and a way to it that counts. */
async function fleetStage(t: TestContext, accounts: number) {
  const engine = await startEngine(t);
  const nowMs = Math.floor(Date.now() / minuteMs) * minuteMs;
  const series = [...simulatedMachines(accounts, nowMs)].flat();
  await loadSeries({ url: engine.url, series, nowMs, minutesBefore: [60, 0] });
  await engine.flush();
  const counter = await startCounter(t, engine);
  const home = tempFolder(t);
  const readFleet = async (limit: number) => {
    counter.queries.length = 0;
    counter.bytes = 0;
    const args = ['fleet', '--from', counter.url, '--format', 'json', '--limit', String(limit)];
    const { stdout, stderr } = await runProgram(args, { home, env: {} });
    assert.equal(stderr, '');
    return {
      fleet: JSON.parse(stdout) as Fleet,
      queries: [...counter.queries],
      bytes: counter.bytes,
    };
  };
  return { engine, nowMs, readFleet };
}

/** Passes queries on to an engine and keeps what was asked and how much was answered. */
async function startCounter(t: TestContext, engine: MetricsEngine) {
  const counter = { url: '', queries: [] as string[], bytes: 0 };
  counter.url = await startFront(t, engine.url, {
    onRequest: (_, body) => {
      counter.queries.push(new URLSearchParams(new TextDecoder().decode(body)).get('query') ?? '');
      return undefined;
    },
    onAnswer: ({ length }) => (counter.bytes += length),
  });
  return counter;
}

function names(accounts: readonly Account[]): readonly string[] {
  return accounts.map(({ host, account }) => `${host} ${account}`);
}

test('a page costs the same however many accounts there are', { skip: noMetricsLab }, async (t) => {
  const pages = [];
  for (const { accounts } of [small, large]) {
    const { engine, nowMs, readFleet } = await fleetStage(t, accounts);
    const pushed = await readFleet(20);
    await recordRules(engine, nowMs);
    pages.push({ accounts, pushed, recorded: await readFleet(20) });
  }
  for (const { accounts, pushed, recorded } of pages) {
    for (const { fleet } of [pushed, recorded]) {
      assert.equal(fleet.accounts.length, 20);
      assert.equal(
        fleet.teams.reduce((sum, team) => sum + team.accounts, 0),
        accounts,
      );
    }
    assert.equal(pushed.queries.length, 7);
    assert.equal(recorded.queries.length, 6);
    // Only the details of the page come from what machines push.
    const all = recorded.queries.filter((query) => /kimibar_quota_(used|runs)/.test(query));
    assert.deepEqual(all, []);
  }
  const [few, many] = pages;
  assert.ok(few !== undefined && many !== undefined);
  for (const kind of ['pushed', 'recorded'] as const) {
    const grown = many[kind].bytes / few[kind].bytes;
    assert.ok(grown < 1.1, `${kind}: ${many[kind].bytes} bytes after ${few[kind].bytes}`);
  }
});

test('fleet shows the same with and without the rules', { skip: noMetricsLab }, async (t) => {
  const { accounts, troubled } = large;
  const { engine, nowMs, readFleet } = await fleetStage(t, accounts);
  const pushed = (await readFleet(troubled)).fleet;
  assert.deepEqual([pushed.accounts.filter(({ failing }) => failing).length, troubled], [5, 15]);
  await recordRules(engine, nowMs);
  const recorded = (await readFleet(troubled)).fleet;
  // The rules record the first rows of each team by themselves: those after them must follow.
  assert.deepEqual(
    names((await readFleet(60)).fleet.accounts.slice(0, troubled)),
    names(recorded.accounts),
  );
  assert.deepEqual(recorded.teams, pushed.teams);
  assert.deepEqual(names(recorded.accounts).toSorted(), names(pushed.accounts).toSorted());
  assert.deepEqual(names(recorded.nextBack), names(pushed.nextBack));
  assert.deepEqual(
    recorded.mostRoom.map(({ usedPercent }) => usedPercent),
    pushed.mostRoom.map(({ usedPercent }) => usedPercent),
  );
});
