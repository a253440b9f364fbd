import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { openDaemon } from '../../../src/daemon/open-daemon.ts';
import type { Cadence } from '../../../src/domain/setting-choices.ts';
import { createNodeHost } from '../../../src/host/node-host.ts';
import { demoApiKey } from '../../../src/simulator/demo-accounts.ts';
import { startSimulator } from '../../../src/simulator/start-simulator.ts';
import { manualClock, type ManualClock } from '../../support/fakes/manual-clock.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const startMs = Date.UTC(2026, 10, 20, 0, 0, 7);

/** A simulated Kimi and a daemon on one clock that the test moves. */
async function stage(t: TestContext, cadence: Cadence, clock: ManualClock) {
  const simulator = await startSimulator({ clock });
  t.after(() => simulator.close());
  const home = tempFolder(t);
  const env = {
    HOME: home,
    KIMIBAR_DATA_DIR: join(home, 'data'),
    KIMI_CODE_API_KEY: demoApiKey,
    KIMI_CODE_BASE_URL: simulator.codeBaseUrl,
    KIMI_WEB_BASE_URL: simulator.webBaseUrl,
  };
  const daemon = await openDaemon({ host: createNodeHost({ env }), clock });
  t.after(() => daemon.close());
  const seen = { refreshing: true };
  daemon.subscribe(({ refreshing }) => void (seen.refreshing = refreshing));
  await daemon.changeSettings({ cadence });
  return { simulator, daemon, seen, home };
}

type Stage = Awaited<ReturnType<typeof stage>>;

/**
 * Passes time from wake-up to wake-up, each refresh as long as it takes; calls `each` at every one.
 */
async function live(
  clock: ManualClock,
  { seen }: Stage,
  forMs: number,
  each: () => void = () => {},
): Promise<void> {
  const endMs = clock.now() + forMs;
  for (;;) {
    for (let calm = 0; calm < 3; calm = clock.waiting === 1 && !seen.refreshing ? calm + 1 : 0)
      await new Promise((resolve) => setImmediate(resolve));
    each();
    const nextMs = clock.nextWakeMs() ?? 0;
    if (clock.now() + nextMs > endMs) return;
    await clock.pass(nextMs);
  }
}

const askedFor = ({ simulator }: Stage): number =>
  simulator.requests.filter(({ path }) => path.endsWith('/usages')).length;

/**
 * Requests that a day may take: the interval's own, and one more for each of the five resets in it.
 */
const cadences: readonly (readonly [Cadence, number, number])[] = [
  [5, 280, 300],
  [15, 94, 104],
  [30, 48, 56],
  ['adaptive', 96, 106],
];

for (const [cadence, least, most] of cadences) {
  test(`a day at cadence ${cadence}: as many requests as planned, every reset in the history on time`, async (t) => {
    const clock = manualClock(startMs);
    const day = await stage(t, cadence, clock);
    await live(clock, day, 24 * hourMs);
    const asked = askedFor(day);
    assert.ok(asked >= least && asked <= most, `${asked} requests`);
    const gaps = day.simulator.requests
      .filter(({ path }) => path.endsWith('/usages'))
      .map(({ atMs }, index, all) => atMs - (all[index - 1]?.atMs ?? 0));
    assert.ok(Math.min(...gaps) >= minuteMs, 'never two within a minute');
    assert.equal(day.daemon.tally().ok, asked);
    const [session] = await day.daemon.history({
      windowId: 'session',
      sinceMs: 0,
      untilMs: clock.now(),
    });
    const first = startMs + 2 * hourMs + 5 * minuteMs;
    const expected = Array.from({ length: 5 }, (_, index) => first + index * 5 * hourMs).filter(
      (atMs) => atMs <= clock.now(),
    );
    assert.deepEqual(
      session?.resetsAtMs.map((atMs) => Math.round((atMs - startMs) / minuteMs)),
      expected.map((atMs) => Math.round((atMs - startMs) / minuteMs)),
    );
    // After each reset the new figures arrive soon.
    for (const resetMs of expected) {
      const next = session?.samples.find(({ atMs }) => atMs >= resetMs);
      assert.ok(
        next !== undefined && next.atMs - resetMs <= 126_000,
        `seen ${(next?.atMs ?? Infinity) - resetMs} ms after the reset`,
      );
      assert.ok(next.usedPercent < 5);
    }
  });
}

test('a day at one request a minute: memory stays flat', async (t) => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const clock = manualClock(startMs);
  const day = await stage(t, 1, clock);
  const heap = (): number => {
    collect();
    return process.memoryUsage().heapUsed / 1024 / 1024;
  };
  await live(clock, day, 2 * hourMs);
  const before = heap();
  const askedBefore = day.daemon.tally().ok;
  await live(clock, day, 6 * hourMs);
  const grown = heap() - before;
  assert.ok(day.daemon.tally().ok - askedBefore > 350);
  // The simulator's record of recent requests is part of it.
  assert.ok(grown < 2, `${grown.toFixed(2)} MiB more after 6 hours`);
  t.diagnostic(
    `heap grew by ${grown.toFixed(2)} MiB over ${day.daemon.tally().ok - askedBefore} refreshes`,
  );
  const { accounts } = day.daemon.state();
  assert.equal(accounts[0]?.outcome?.kind, 'fresh');
  assert.ok(
    readFileSync(join(day.home, 'data', 'schedule.json'), 'utf8').includes('nextRefreshAtMs'),
  );
});
