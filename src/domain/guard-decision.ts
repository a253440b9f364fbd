import type { WindowId } from './quota-window.ts';
import { tightestWindow } from './tightest-window.ts';
import type { UsageOutcome } from './usage-snapshot.ts';

/** Which window counts; `any` is the tightest. */
export type GuardWindow = 'session' | 'weekly' | 'monthly' | 'any';

/** Is enough left? `window` names the one that decided; `any` if none could. */
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
 * Decides by fresh usage only: neither stale usage nor unreliable counters are good enough.
 * Exactly `minimumPercent` left is enough.
 */
export function decideGuard(
  outcome: UsageOutcome,
  request: { readonly window: GuardWindow; readonly minimumPercent: number },
): GuardDecision {
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
  return {
    decision: remainingPercent >= minimumPercent ? 'ok' : 'blocked',
    window: window.id,
    remainingPercent,
    resetsAtMs: window.resetsAtMs,
  };
}
