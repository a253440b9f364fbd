const hourMs = 3_600_000;
const unitMs: Readonly<Record<string, number>> = { h: hourMs, d: 24 * hourMs };

export const sinceForms = 'since must be a span like 24h, 7d, 30d or an ISO time';

/** Epoch milliseconds; undefined for anything else than a span or an ISO time. */
export function parseSince(text: string, nowMs: number): number | undefined {
  const [, amount = '', unit = ''] = /^(\d{1,5})([hd])$/.exec(text) ?? [];
  if (amount !== '') return nowMs - Number(amount) * (unitMs[unit] ?? 0);
  const atMs = /^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(atMs) ? undefined : atMs;
}
