import type { QuotaWindow } from './quota-window.ts';

/** How urgent a window is, by the share left. `unknown` if its counters are unreliable. */
export type Severity = 'calm' | 'busy' | 'nearly-out' | 'out' | 'unknown';

export function severityOf({ reliable, usedPercent }: QuotaWindow): Severity {
  return reliable ? severityOfLeft(100 - usedPercent) : 'unknown';
}

/**
 * The severity of a share left, in percent: calm above 50, busy down to 20, nearly out below, out
 * at 0.
 */
export function severityOfLeft(leftPercent: number): Exclude<Severity, 'unknown'> {
  if (leftPercent <= 0) return 'out';
  if (leftPercent > 50) return 'calm';
  return leftPercent >= 20 ? 'busy' : 'nearly-out';
}
