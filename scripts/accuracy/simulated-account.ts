import type { HistorySample, HistorySeries } from '../../src/domain/history.ts';
import type { QuotaWindow, WindowId } from '../../src/domain/quota-window.ts';
import type { TokenCounts, TokenUse } from '../../src/domain/token-use.ts';
import { callsOf } from '../../src/simulator/people/calls.ts';
import { drawPerson } from '../../src/simulator/people/draw-person.ts';
import type { Person } from '../../src/simulator/people/person.ts';
import { Random } from '../../src/simulator/people/random.ts';
import { readingsOf } from '../../src/simulator/people/readings.ts';
import { simulateWork, type Work } from '../../src/simulator/people/work.ts';
import { isWorthRecording, resetsBetween } from '../../src/store/history-change.ts';
import type { AccountHabit, SeededHabit } from './account-habits.ts';

/** A call with its true price, which no log shows. */
export type TrueCall = {
  readonly use: TokenUse;
  readonly units: number;
  readonly isLogged: boolean;
};

/** Months of an account: what KimiBar would have recorded, and what is true. */
export type SimulatedAccount = {
  readonly name: string;
  readonly work: Work;
  readonly series: readonly HistorySeries[];
  /** In order of time. */
  readonly calls: readonly TrueCall[];
  readonly priceChange?: { readonly atMs: number; readonly factor: number } | undefined;
};

const dayMs = 86_400_000;
/** Titles, searches and failed calls leave no record. */
const unrecorded = 0.015;

/** Months of an account. The same habit, seed and time give the same account. */
export function simulateAccount(
  account: SeededHabit,
  { fromMs, days }: { fromMs: number; days: number },
): SimulatedAccount {
  const { habit, seed, reads, counts, projects, priceFactor } = account;
  const untilMs = fromMs + days * dayMs;
  const person = withReadings(drawPerson(habit, seed, fromMs), { reads, counts });
  const work = simulateWork(person, fromMs, untilMs);
  const random = new Random(seed).fork('account');
  const changeAtMs = fromMs + random.between(0.35, 0.75) * days * dayMs;
  const priceChange =
    priceFactor === undefined ? undefined : { atMs: changeAtMs, factor: priceFactor };
  const tasks = new Map<string, Task>();
  const calls = callsOf(work).calls.map(({ use, units }): TrueCall => {
    // Work without a pause turns to another task every four hours.
    const name = `${use.sessionId}-${Math.floor(use.at / (4 * 3_600_000))}`;
    const task = tasks.get(name) ?? drawTask(random, account);
    tasks.set(name, task);
    const isElsewhere = task.isElsewhere || random.chance(task.isBeside ? 0.4 : unrecorded);
    const isDearer = priceChange !== undefined && use.at >= priceChange.atMs;
    const scale = Math.exp(account.stray * random.normal()) / (isDearer ? priceChange.factor : 1);
    const own = { sessionId: name, project: `/home/demo/p${task.project}` };
    return {
      use: { ...use, ...own, tokens: scaled(use.tokens, scale) },
      units,
      isLogged: !isElsewhere,
    };
  });
  const name = [habit.name, `${projects} projects`, reads, person.phases[0].plan.counts].join(', ');
  return { name, work, series: seriesOf(work), calls, priceChange };
}

type Task = { readonly project: number; readonly isElsewhere: boolean; readonly isBeside: boolean };

/** Most people have a favourite project. */
function drawTask(random: Random, { projects, elsewhere }: AccountHabit): Task {
  return {
    project: Math.floor(projects * random.next() ** 1.5),
    isElsewhere: random.chance(elsewhere.sessions),
    isBeside: random.chance(elsewhere.beside),
  };
}

function withReadings(
  person: Person,
  { reads, counts }: Pick<AccountHabit, 'reads' | 'counts'>,
): Person {
  if (counts === 'asDrawn') return { ...person, reads };
  const [first, ...later] = person.phases.map((phase) => ({
    ...phase,
    plan: { ...phase.plan, counts },
  }));
  return { ...person, reads, phases: [first ?? person.phases[0], ...later] };
}

function scaled(tokens: TokenCounts, scale: number): TokenCounts {
  return {
    input: Math.round(tokens.input * scale),
    output: Math.round(tokens.output * scale),
    cacheRead: Math.round(tokens.cacheRead * scale),
    cacheCreation: Math.round(tokens.cacheCreation * scale),
  };
}

/** What the ledger would hold until a moment. */
export function loggedUses(
  { calls }: SimulatedAccount,
  untilMs: number = Number.POSITIVE_INFINITY,
): readonly TokenUse[] {
  return calls
    .filter(({ use, isLogged }) => isLogged && use.at < untilMs)
    .map(({ use }) => Object.assign({}, use, { at: Math.floor(use.at / 300_000) * 300_000 }));
}

/** What the history would hold until a moment. */
export function seriesUntil(
  { series }: SimulatedAccount,
  untilMs: number,
): readonly HistorySeries[] {
  return series.map((one) => ({
    ...one,
    samples: one.samples.filter(({ atMs }) => atMs <= untilMs),
    resetsAtMs: one.resetsAtMs.filter((atMs) => atMs <= untilMs),
  }));
}

type Recording = {
  readonly window: QuotaWindow;
  readonly samples: HistorySample[];
  readonly resetsAtMs: number[];
  seen: HistorySample | undefined;
};

/** Readings as the history records them: changes, a heartbeat, and the end of a quiet time. */
function seriesOf(work: Work): readonly HistorySeries[] {
  const all = new Map<WindowId, Recording>();
  for (const { atMs, windows } of readingsOf(work)) {
    for (const window of windows) {
      let one = all.get(window.id);
      if (one === undefined)
        all.set(window.id, (one = { window, samples: [], resetsAtMs: [], seen: undefined }));
      record(one, window, atMs);
    }
  }
  return [...all].map(([windowId, { window, samples, resetsAtMs }]) => ({
    windowId,
    lengthMinutes: window.lengthMinutes,
    samples,
    resetsAtMs,
  }));
}

function record(one: Recording, window: QuotaWindow, atMs: number): void {
  const { usedPercent, used, limit, resetsAtMs } = window;
  const now = { atMs, usedPercent, used, limit, resetsAtMs };
  const { seen } = one;
  const written = one.samples.at(-1);
  if (seen !== undefined) one.resetsAtMs.push(...resetsBetween(seen, now, window.lengthMinutes));
  one.seen = now;
  if (!isWorthRecording(written, now)) return;
  if (seen !== undefined && seen !== written && isWorthRecording(seen, { ...now, atMs: seen.atMs }))
    one.samples.push(seen);
  one.samples.push(now);
}
