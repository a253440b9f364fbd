import type { QuotaWindow, WindowId } from './quota-window.ts';
import type { UsageOutcome } from './usage-snapshot.ts';

/** Which window counts; `any` is the tightest. */
export type GuardWindow = 'session' | 'weekly' | 'monthly' | 'any';

/** Is enough left? `window` names the one that decided; `any` where none could. */
export type GuardDecision =
  | {
      readonly decision: 'ok' | 'blocked';
      readonly window: WindowId;
      readonly remainingPercent: number;
      readonly resetsAtMs?: number | undefined;
    }
  | {
      readonly decision: 'unknown';
      readonly window: GuardWindow;
      readonly reason: 'fetch-failed' | 'timeout' | 'window-unavailable';
    };

/**
 * Decides by what the service says now: an older reading is no answer, nor are counters that could not be read.
 * Exactly `minimumPercent` left is enough.
 */
export function decideGuard(
  outcome: UsageOutcome,
  ask: { readonly window: GuardWindow; readonly minimumPercent: number },
): GuardDecision {
  const { window: asked, minimumPercent } = ask;
  if (outcome.kind === 'failed') {
    return {
      decision: 'unknown',
      window: asked,
      reason: outcome.failure.kind === 'timed-out' ? 'timeout' : 'fetch-failed',
    };
  }
  const window = tightest(
    outcome.snapshot.windows.filter(
      ({ id, reliable }) => reliable && (asked === 'any' || id === asked),
    ),
  );
  if (window === undefined)
    return { decision: 'unknown', window: asked, reason: 'window-unavailable' };
  const remainingPercent = 100 - window.usedPercent;
  return {
    decision: remainingPercent >= minimumPercent ? 'ok' : 'blocked',
    window: window.id,
    remainingPercent,
    resetsAtMs: window.resetsAtMs,
  };
}

/** The one with the least left; of equals the one that comes back last. */
function tightest(windows: readonly QuotaWindow[]): QuotaWindow | undefined {
  return windows.toSorted(
    (a, b) => b.usedPercent - a.usedPercent || (b.resetsAtMs ?? 0) - (a.resetsAtMs ?? 0),
  )[0];
}
