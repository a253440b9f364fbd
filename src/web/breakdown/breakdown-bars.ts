import { totalTokens } from '../../domain/breakdown.ts';
import type { BreakdownRecord, BreakdownRowRecord } from '../../domain/breakdown-record.ts';

/** One bar: how much of the quota, or of the tokens if the quota is not known, went there. */
export type BreakdownBar = {
  readonly key: string;
  readonly label: string;
  /** 0..1 of the longest bar. */
  readonly width: number;
  readonly points?:
    | { readonly points: number; readonly low: number; readonly high: number }
    | undefined;
  readonly tokens: number;
  readonly sessions: number;
};

export type BreakdownBars = {
  readonly bars: readonly BreakdownBar[];
  /** What no log of this computer explains; absent if nothing, or if points are not known. */
  readonly elsewhere?: BreakdownBar | undefined;
  /** How many more rows there are, and what they come to. */
  readonly rest?: (BreakdownBar & { readonly count: number }) | undefined;
};

type Quota = NonNullable<BreakdownRecord['quota']>;

/** As many rows as are read at a glance. */
const maxBars = 7;
/** Less is noise. */
const minElsewherePoints = 0.05;

/** The bars of a breakdown, the longest first; the small ones together. */
export function breakdownBars({ rows, quota }: BreakdownRecord): BreakdownBars {
  const hasPoints = quota !== null && rows.every((row) => row.quota !== null);
  const amountOf = (row: BreakdownRowRecord): number =>
    hasPoints ? (row.quota?.points ?? 0) : totalTokens(row.tokens);
  const sorted = rows.toSorted((a, b) => amountOf(b) - amountOf(a));
  const [shown, others] = [sorted.slice(0, maxBars), sorted.slice(maxBars)];
  const elsewhere = hasPoints ? quota.elsewherePoints : 0;
  const othersSum = sum(others.map(amountOf));
  const longest = Math.max(...shown.map(amountOf), elsewhere, othersSum);
  const width = (amount: number): number => (longest === 0 ? 0 : amount / longest);
  return {
    bars: shown.map((row) => barOf([row], width(amountOf(row)), hasPoints)),
    elsewhere:
      hasPoints && elsewhere >= minElsewherePoints
        ? elsewhereBar(quota, width(elsewhere))
        : undefined,
    rest:
      others.length === 0
        ? undefined
        : { ...barOf(others, width(othersSum), hasPoints), count: others.length },
  };
}

/** For a project or session: what was used elsewhere is the whole account's, and no part of it. */
export function withoutElsewhere({ quota, ...record }: BreakdownRecord): BreakdownRecord {
  return { ...record, quota: quota && { ...quota, elsewherePoints: 0, elsewhere: [] } };
}

/** One row, or several together. */
function barOf(
  rows: readonly BreakdownRowRecord[],
  width: number,
  hasPoints: boolean,
): BreakdownBar {
  const [only, ...others] = rows;
  return {
    key: others.length === 0 ? (only?.key ?? '') : '',
    label: others.length === 0 ? (only?.label ?? '') : '',
    width,
    points: hasPoints ? pointsOf(rows) : undefined,
    tokens: sum(rows.map(({ tokens }) => totalTokens(tokens))),
    sessions: sum(rows.map(({ sessions }) => sessions)),
  };
}

/** Without a range if the server is older than that. */
function elsewhereBar({ elsewherePoints: points, elsewhereRange }: Quota, width: number) {
  const { low, high } = elsewhereRange ?? { low: points, high: points };
  return { key: '', label: '', width, points: { points, low, high }, tokens: 0, sessions: 0 };
}

/** One hour or day of the period. */
export type TimeBar = {
  readonly atMs: number;
  readonly toMs: number;
  /** 0..1 of the highest. */
  readonly height: number;
  readonly elsewhereHeight: number;
  readonly points?: number | undefined;
  readonly tokens: number;
};

const hourMs = 3_600_000;

/** The period hour by hour, with what went elsewhere on top. `stepMs` is an hour or a day. */
export function timeBars(record: BreakdownRecord, stepMs = hourMs): readonly TimeBar[] {
  const hasPoints = record.quota !== null && record.rows.every(({ quota }) => quota !== null);
  const slots = new Map<number, { tokens: number; points: number; elsewhere: number }>();
  const slotOf = (atMs: number) => {
    const start = startOf(atMs, stepMs);
    const slot = slots.get(start) ?? { tokens: 0, points: 0, elsewhere: 0 };
    slots.set(start, slot);
    return slot;
  };
  for (const { key, tokens, quota } of record.rows) {
    const slot = slotOf(Date.parse(key));
    slot.tokens += totalTokens(tokens);
    slot.points += quota?.points ?? 0;
  }
  for (const { from, points } of hasPoints ? (record.quota?.elsewhere ?? []) : [])
    slotOf(Date.parse(from)).elsewhere += points;
  const amount = (slot: { tokens: number; points: number }): number =>
    hasPoints ? slot.points : slot.tokens;
  const highest = Math.max(...[...slots.values()].map((slot) => amount(slot) + slot.elsewhere), 0);
  return [...slots].map(([atMs, slot]) => ({
    atMs,
    toMs: atMs + stepMs,
    height: highest === 0 ? 0 : amount(slot) / highest,
    elsewhereHeight: highest === 0 ? 0 : slot.elsewhere / highest,
    points: hasPoints ? slot.points + slot.elsewhere : undefined,
    tokens: slot.tokens,
  }));
}

/** The local hour or day that a moment is in. */
function startOf(atMs: number, stepMs: number): number {
  const at = new Date(atMs);
  const hour = stepMs > hourMs ? 0 : at.getHours();
  return new Date(at.getFullYear(), at.getMonth(), at.getDate(), hour).getTime();
}

function pointsOf(rows: readonly BreakdownRowRecord[]): BreakdownBar['points'] {
  const total = (read: 'points' | 'low' | 'high'): number =>
    sum(rows.map(({ quota }) => quota?.[read] ?? 0));
  return { points: total('points'), low: total('low'), high: total('high') };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
