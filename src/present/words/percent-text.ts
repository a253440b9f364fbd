/**
 * A percentage's number for people, 0..100 in: whole, but never rounded to nothing or to everything.
 * `<1` says that something is there, `>99` that something is missing.
 */
export function percentNumber(percent: number): string {
  if (percent > 0 && percent < 1) return '<1';
  if (percent > 99 && percent < 100) return '>99';
  return String(Math.round(percent));
}

/** The same with its sign, `31%`, for places where room is short. */
export function formatPercent(percent: number): string {
  return `${percentNumber(percent)}%`;
}
