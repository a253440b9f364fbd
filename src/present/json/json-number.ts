/**
 * Rounds a percentage to six decimals, to remove binary noise (7.000000000000001). The result is 0
 * or 100 only if the percentage is exactly that.
 */
export function jsonPercent(percent: number): number {
  const rounded = Math.round(percent * 1e6) / 1e6;
  return rounded === 0 || rounded === 100 ? percent + 0 : rounded;
}
