/** The last millisecond of the year 9999: later times have no place in `YYYY-MM-DDTHH:MM:SSZ`. */
const latestMs = 253_402_300_799_999;

/** Epoch milliseconds as `YYYY-MM-DDTHH:MM:SSZ`, fractions cut off; undefined for what can't be written so. */
export function formatUtc(ms: number | undefined): string | undefined {
  if (ms === undefined || !(ms >= 0 && ms <= latestMs)) return undefined;
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}
