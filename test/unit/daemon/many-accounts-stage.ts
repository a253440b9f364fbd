import type { TestContext } from 'node:test';
import { RefreshLoop, type LoopAccount } from '../../../src/daemon/refresh-loop.ts';
import type { FailureFacts } from '../../../src/domain/failure.ts';
import type { EffectiveCadence } from '../../../src/domain/setting-choices.ts';
import type { UsageOutcome } from '../../../src/domain/usage-snapshot.ts';
import { manualClock } from '../../support/fakes/manual-clock.ts';
import type { Random } from '../../support/random.ts';
import { fresh, startMs } from './refresh-loop-stage.ts';

/** How an account responds: after how long, and with which failure. */
export type Reply = { readonly afterMs: number; readonly failure?: FailureFacts | undefined };

/** One refresh of an account. */
export type Asked = {
  readonly slot: string;
  readonly atMs: number;
  endedAtMs: number;
  isGood: boolean;
};

export const accountNames = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, at) => `account-${at}`);

/** Many accounts of one service, which respond as the test says, on a clock that the test moves. */
export function manyAccounts(
  t: TestContext,
  options: {
    readonly names: readonly string[];
    readonly cadence: EffectiveCadence;
    readonly random: Random;
    readonly reply: (slot: string) => Reply;
  },
) {
  const clock = manualClock(startMs);
  const asked: Asked[] = [];
  const running = { now: 0, most: 0 };
  const saved = new Map<string, UsageOutcome>();

  async function refresh(slot: string, signal: AbortSignal): Promise<UsageOutcome> {
    const one = { slot, atMs: clock.now(), endedAtMs: Infinity, isGood: false };
    asked.push(one);
    running.now += 1;
    running.most = Math.max(running.most, running.now);
    const { afterMs, failure } = options.reply(slot);
    await clock.sleep(afterMs, signal).finally(() => (running.now -= 1));
    one.endedAtMs = clock.now();
    one.isGood = failure === undefined;
    const outcome: UsageOutcome =
      failure === undefined ? fresh(clock.now()) : { kind: 'failed', failure, attempts: [] };
    saved.set(slot, outcome);
    return outcome;
  }

  const accounts = options.names.map((slot): LoopAccount => ({
    name: slot,
    slot,
    service: 'kimi',
    cached() {
      const outcome = saved.get(slot);
      return outcome?.kind === 'fresh' ? outcome : undefined;
    },
    refresh: ({ signal }) => refresh(slot, signal),
  }));

  function openLoop(): RefreshLoop {
    const loop = new RefreshLoop({
      clock,
      log: { debug: () => {} },
      accounts: () => accounts,
      context: async () => ({ cadence: options.cadence, isWatched: false, savesBattery: false }),
      noticeChanges: async () => false,
      jitter: options.random,
      onRefreshing: () => {},
      onOutcome: async () => {},
      onPlan: async () => {},
    });
    t.after(() => loop.close());
    loop.start();
    return loop;
  }

  async function pass(ms: number): Promise<void> {
    const endMs = clock.now() + ms;
    while (clock.now() < endMs) {
      await new Promise((resolve) => setImmediate(resolve));
      await clock.pass(Math.min(endMs - clock.now(), clock.nextWakeMs() ?? Infinity));
    }
  }

  return { clock, asked, running, openLoop, pass };
}

/** The longest and the shortest of the gaps between moments. */
export function gapsOf(moments: readonly number[]): { shortestMs: number; longestMs: number } {
  const gaps = moments.slice(1).map((atMs, at) => atMs - (moments[at] ?? NaN));
  return { shortestMs: Math.min(Infinity, ...gaps), longestMs: Math.max(0, ...gaps) };
}

/** The most starts in any span of this length. */
export function mostWithin(spanMs: number, asked: readonly Pick<Asked, 'atMs'>[]): number {
  let from = 0;
  let most = 0;
  for (const [at, { atMs }] of asked.entries()) {
    while (atMs - (asked[from]?.atMs ?? atMs) >= spanMs) from += 1;
    most = Math.max(most, at - from + 1);
  }
  return most;
}
