/**
 * A percentage without the noise of binary sums (7.000000000000001), to six decimals.
 * Rounding never makes it 0 or 100 where it is not: those two are claims.
 */
export function jsonPercent(percent: number): number {
  const rounded = Math.round(percent * 1e6) / 1e6;
  return rounded === 0 || rounded === 100 ? percent + 0 : rounded;
}
