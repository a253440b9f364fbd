import { learnInSteps, type LearnRequest } from '../domain/forecast/learn-rhythm.ts';
import { recentMs, recentSamples } from '../domain/forecast/recent-samples.ts';
import type { Learned } from '../domain/forecast/learned.ts';
import type { Rhythm } from '../domain/forecast/rhythm.ts';
import type { Host } from '../host/host.ts';
import { nextTurn } from '../host/next-turn.ts';
import type { HistoryStore } from '../store/history-store.ts';
import { openLearned, type LearnedHost } from './learned.ts';

const dayMs = 86_400_000;
/** What is older is not learned from. */
const pastMs = 70 * dayMs;
/** A rhythm is learned again after this time; the recent samples are kept up to date. */
const relearnMs = 2 * 3_600_000;

/** Whose history is learned from, and the cache slot whose forecasts rest on it. */
export type Learner = { readonly slot: string; readonly account: string | undefined };

/**
 * Brings what is known of an account up to date with its history, for processes that have the
 * history open, and resolves to it. Never rejects: without it, forecasts follow an even pace.
 */
export async function updateLearned(
  host: LearnedHost & Pick<Host, 'clock' | 'log'>,
  history: Pick<HistoryStore, 'query'>,
  { slot, account }: Learner,
): Promise<Learned | undefined> {
  const file = openLearned(host, slot);
  const nowMs = host.clock.now();
  const known = file.read();
  const ageMs = nowMs - (known?.rhythm.learnedAtMs ?? -Infinity);
  const isDue = ageMs < 0 || ageMs >= relearnMs;
  const sinceMs = nowMs - (isDue ? pastMs : recentMs);
  const series = await history.query({ account, sinceMs, untilMs: nowMs });
  const rhythm = isDue ? await learnSlowly({ series, nowMs, utcOffset }) : known?.rhythm;
  if (rhythm === undefined) return undefined;
  const learned = { rhythm, recent: recentSamples(series, nowMs) };
  try {
    await file.write(learned);
  } catch (error) {
    host.log.debug('what was learned can not be written', { reason: String(error) });
  }
  return learned;
}

/** Lets the process do other things between the steps. */
async function learnSlowly(request: LearnRequest): Promise<Rhythm | undefined> {
  const steps = learnInSteps(request);
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
    await nextTurn();
  }
}

/** Minutes ahead of UTC, by this machine's time zone. */
export function utcOffset(atMs: number): number {
  return -new Date(atMs).getTimezoneOffset();
}
