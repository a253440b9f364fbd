import { isExhausted, type QuotaWindow } from './quota-window.ts';

/** How pressing a window is, by the share left. `unknown` where the counters can't be trusted. */
export type Severity = 'calm' | 'busy' | 'nearly-out' | 'out' | 'unknown';

/** Calm above 50 % left, busy down to 20 %, nearly out below, out at nothing. */
export function severityOf(window: QuotaWindow): Severity {
  if (!window.reliable) return 'unknown';
  if (isExhausted(window)) return 'out';
  const left = 100 - window.usedPercent;
  if (left > 50) return 'calm';
  return left >= 20 ? 'busy' : 'nearly-out';
}
