import type { QuotaWindow } from './quota-window.ts';

/**
 * How urgent a window is. Consequence decides (see `outlook.ts`): calm lasts until its reset, busy
 * runs short, nearly out does so soon or for long, blocked waits for a longer window that is used
 * up. The share left decides only if there is no forecast.
 */
export type Severity = 'calm' | 'busy' | 'nearly-out' | 'out' | 'blocked' | 'unknown';

/** The severity by the share left; `unknown` if the counters are unreliable. */
export function severityOf({ reliable, usedPercent }: QuotaWindow): Severity {
  return reliable ? severityOfLeft(100 - usedPercent) : 'unknown';
}

/**
 * The severity of a share left, in percent: calm above 50, busy down to 20, nearly out below, out
 * at 0.
 */
export function severityOfLeft(leftPercent: number): Exclude<Severity, 'blocked' | 'unknown'> {
  if (leftPercent <= 0) return 'out';
  if (leftPercent > 50) return 'calm';
  return leftPercent >= 20 ? 'busy' : 'nearly-out';
}
