import type { TestContext } from 'node:test';
import type { UsageOutcome } from '../../../src/domain/usage-snapshot.ts';
import type { CadenceContext, RefreshPlan } from '../../../src/daemon/refresh-plan.ts';
import { RefreshLoop, type LoopAccount } from '../../../src/daemon/refresh-loop.ts';
import { manualClock, type ManualClock } from '../../support/fakes/manual-clock.ts';

export const minuteMs = 60_000;
/** When every loop begins. */
export const startMs = 1_800_000_000_000;

export const fresh = (fetchedAtMs: number): UsageOutcome => ({
  kind: 'fresh',
  snapshot: {
    windows: [{ id: 'weekly', usedPercent: 1, unit: 'percent', reliable: true }],
    source: 'api-key',
    fetchedAtMs,
  },
  attempts: [],
});

/** Lets everything happen that needs no time. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

type LoopOptions = {
  names?: readonly string[] | undefined;
  answer?: ((name: string, turn: number) => Promise<UsageOutcome> | UsageOutcome) | undefined;
  clock?: ManualClock | undefined;
  account?: LoopAccount | undefined;
};

/** A loop whose accounts answer as the test says, on a clock that the test moves. */
export function loopOn(t: TestContext, options: LoopOptions = {}) {
  const clock = options.clock ?? manualClock(startMs);
  const seen = {
    asked: [] as { name: string; atMs: number; maxAgeMs: number }[],
    plans: [] as RefreshPlan[],
    logged: [] as string[],
  };
  const world = {
    changed: false,
    context: { cadence: 5, isWatched: false, savesBattery: false } as CadenceContext,
    names: options.names ?? ['main'],
  };
  const accountOf = (name: string): LoopAccount => ({
    name,
    slot: name,
    service: 'kimi',
    cached: () => undefined,
    async refresh({ maxAgeMs, signal }) {
      seen.asked.push({ name, atMs: clock.now(), maxAgeMs });
      const given = new Promise<never>((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      });
      return await Promise.race([
        given,
        options.answer?.(name, seen.asked.length) ?? fresh(clock.now()),
      ]);
    },
  });
  const loop = new RefreshLoop({
    clock,
    log: { debug: (message) => void seen.logged.push(message) },
    accounts: () =>
      options.account === undefined ? world.names.map(accountOf) : [options.account],
    context: async () => world.context,
    async noticeChanges() {
      const { changed } = world;
      world.changed = false;
      return changed;
    },
    jitter: () => 0,
    onRefreshing: () => {},
    onOutcome: async () => {},
    onPlan: async (plan) => void seen.plans.push(plan),
  });
  t.after(() => loop.close());
  const pass = async (ms: number): Promise<void> => {
    const endMs = clock.now() + ms;
    await settle();
    while (clock.now() < endMs) {
      await clock.pass(Math.min(endMs - clock.now(), clock.nextWakeMs() ?? Infinity));
      await settle();
    }
  };
  const minutes = (): number[] => seen.asked.map(({ atMs }) => (atMs - startMs) / minuteMs);
  return { clock, loop, seen, world, pass, minutes };
}
