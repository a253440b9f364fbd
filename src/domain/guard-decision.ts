import { canStart, type StartDecision } from './can-start.ts';
import { kimiTime } from './clock-offset.ts';
import { forecastUsage } from './forecast/forecast-windows.ts';
import { judgeWindows } from './outlook.ts';
import type { QuotaWindow, WindowId } from './quota-window.ts';
import { tightestWindow } from './tightest-window.ts';
import type { UsageOutcome } from './usage-snapshot.ts';
import { verdictOf } from './verdict.ts';

/** Which window counts; `any` is the tightest. */
export type GuardWindow = 'session' | 'weekly' | 'monthly' | 'code-weekly' | 'any';

/** Is enough left? `window` names the one that decided; `any` if none could. */
export type GuardDecision =
  | {
      readonly decision: 'ok' | 'blocked';
      readonly window: WindowId;
      readonly remainingPercent: number;
      readonly resetsAtMs?: number | undefined;
      /** Blocked because it runs out too soon, at this moment by Kimi's clock. */
      readonly runsOutAtMs?: number | undefined;
      /** Of `ok`, if the work's length is known: what the forecast says about it. */
      readonly work?: Pick<StartDecision, 'answer' | 'until'> | undefined;
    }
  | {
      readonly decision: 'unknown';
      readonly window: GuardWindow;
      readonly reason: 'fetch-failed' | 'timeout' | 'window-unavailable';
    };

export type GuardRequest = {
  readonly window: GuardWindow;
  readonly minimumPercent: number;
  /** How long the work takes that is about to start, and the time by this machine's clock. */
  readonly expected?: { readonly minutes: number; readonly nowMs: number } | undefined;
};

/**
 * Decides by fresh usage only: neither stale usage nor unreliable counters are good enough.
 * Exactly `minimumPercent` left is enough, unless a window is expected to run out during the work.
 */
export function decideGuard(outcome: UsageOutcome, request: GuardRequest): GuardDecision {
  const { window: requested, minimumPercent } = request;
  if (outcome.kind === 'failed') {
    return {
      decision: 'unknown',
      window: requested,
      reason: outcome.failure.kind === 'timed-out' ? 'timeout' : 'fetch-failed',
    };
  }
  const candidates = outcome.snapshot.windows.filter(
    ({ id, reliable }) => reliable && (requested === 'any' || id === requested),
  );
  const window = tightestWindow(candidates, ({ usedPercent, resetsAtMs }) => ({
    leftPercent: 100 - usedPercent,
    resetsAtMs,
  }));
  if (window === undefined)
    return { decision: 'unknown', window: requested, reason: 'window-unavailable' };
  const remainingPercent = 100 - window.usedPercent;
  const decision = {
    decision: remainingPercent >= minimumPercent ? 'ok' : 'blocked',
    window: window.id,
    remainingPercent,
    resetsAtMs: window.resetsAtMs,
  } as const;
  if (decision.decision === 'blocked' || request.expected === undefined) return decision;
  const work = startOfWork(candidates, outcome, request.expected);
  const first = candidates.find(({ id }) => id === work.window);
  if (work.answer !== 'no' || first === undefined) return { ...decision, work };
  return {
    decision: 'blocked',
    window: first.id,
    remainingPercent: 100 - first.usedPercent,
    resetsAtMs: first.resetsAtMs,
    runsOutAtMs: work.until,
  };
}

/** Are these windows expected to last until the work is done? */
function startOfWork(
  candidates: readonly QuotaWindow[],
  { snapshot, learned }: Extract<UsageOutcome, { kind: 'fresh' }>,
  { minutes, nowMs }: NonNullable<GuardRequest['expected']>,
): StartDecision {
  const facts = {
    nowMs: kimiTime(snapshot, nowMs),
    fetchedAtMs: kimiTime(snapshot, snapshot.fetchedAtMs),
    stale: false,
    forecasts: forecastUsage(snapshot, learned),
  };
  const verdict = verdictOf(judgeWindows(candidates, facts), facts);
  return canStart(
    { kind: 'minutes', minutes },
    { windows: candidates, verdict, nowMs: facts.nowMs },
  );
}
