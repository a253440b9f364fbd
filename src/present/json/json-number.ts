import { monthlyMinutes, type QuotaWindow } from '../../domain/quota-window.ts';

/**
 * Rounds a percentage to six decimals, to remove binary noise (7.000000000000001). The result is 0
 * or 100 only if the percentage is exactly that.
 */
export function jsonPercent(percent: number): number {
  const rounded = Math.round(percent * 1e6) / 1e6;
  return rounded === 0 || rounded === 100 ? percent + 0 : rounded;
}

/**
 * A window's length; undefined if it is unknown or the counters are unreliable. The monthly quota
 * follows the billing cycle; CodexBar's format says 30 days.
 */
export function windowMinutes({ id, lengthMinutes, reliable }: QuotaWindow): number | undefined {
  if (!reliable) return undefined;
  return id === 'monthly' ? monthlyMinutes : lengthMinutes;
}
