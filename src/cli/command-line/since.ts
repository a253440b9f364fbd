import type { ValueType } from './flag.ts';

/** A duration back from now, or a time. */
export type Since = { readonly backMs: number } | { readonly atMs: number };

const unitMs: Readonly<Record<string, number>> = {
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** `24h`, `7d`, or an ISO date or time. A date begins at midnight, local time. */
export const since: ValueType<Since> = {
  parse(typed) {
    const value = typed.trim();
    const [, digits, unit = ''] = /^(\d{1,5})([mhdw])$/i.exec(value) ?? [];
    const backMs = Number(digits) * (unitMs[unit.toLowerCase()] ?? Number.NaN);
    if (backMs > 0) return { backMs };
    const isIso = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?$/i.test(value);
    const hasTime = value.toUpperCase().includes('T');
    const atMs = isIso ? Date.parse(hasTime ? value : `${value}T00:00`) : Number.NaN;
    return Number.isFinite(atMs) ? { atMs } : undefined;
  },
  // Forms without words: the complaint is recorded in English.
  allowed: () => '24h, 7d, 30d, 2026-01-31, 2026-01-31T08:00:00Z',
};

/** Epoch milliseconds. */
export function startOf(from: Since, nowMs: number): number {
  return 'atMs' in from ? from.atMs : nowMs - from.backMs;
}
