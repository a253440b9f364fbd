import type { QuotaWindow, WindowId } from '../../domain/quota-window.ts';
import { percentOf } from './ratio-pool.ts';
import { readReset } from './reset-time.ts';
import { readLength } from './window-length.ts';
import { amountOf, fieldOf, numberOf, recordOf, textOf } from './wire.ts';

/** One quota as Kimi counts it. */
export type QuotaCount = {
  /** Always positive. */
  readonly limit: number;
  /** May exceed the limit. Absent if it could neither be read nor derived. */
  readonly used?: number | undefined;
  readonly lengthMinutes?: number | undefined;
  readonly resetsAtMs?: number | undefined;
  readonly label?: string | undefined;
};

/**
 * Reads a row `{limit, used, remaining, reset…}`, its figures in `detail` or on the row itself.
 * Undefined without a positive limit: such a row counts nothing. `lengthMinutes` is for rows whose
 * length follows from their position. Kimi drops zeros, so an absent `used` is derived from
 * `remaining`; an absent `remaining` alone says nothing.
 */
export function readQuotaCount(
  row: unknown,
  nowMs: number,
  lengthMinutes = readLength(row),
): QuotaCount | undefined {
  const detail = recordOf(fieldOf(row, 'detail'));
  const figures = detail ?? row;
  const limit = numberOf(fieldOf(figures, 'limit'));
  if (limit === undefined || limit <= 0) return undefined;
  return {
    limit,
    used: readUsed(figures, limit),
    lengthMinutes,
    resetsAtMs: readReset(detail, nowMs) ?? readReset(row, nowMs),
    label: readLabel(row) ?? readLabel(detail),
  };
}

/**
 * The unit of a response's counts: accounts that are metered in percent have the limit 100
 * everywhere. `requests` as soon as one limit differs.
 */
export function unitOf(counts: readonly QuotaCount[]): QuotaWindow['unit'] {
  return counts.filter(isCountable).every(({ limit }) => limit === 100) ? 'percent' : 'requests';
}

/**
 * Limits of int64 size stand for something else than requests: only their share means something.
 */
function isCountable({ limit }: QuotaCount): boolean {
  return limit <= Number.MAX_SAFE_INTEGER;
}

/**
 * A count as a window. A limit that is no count leaves only the share. Without a readable `used`
 * the meter is at 0 and marked as unreliable, and the length is withheld, so that no pace is shown.
 */
export function countWindow(
  id: WindowId,
  count: QuotaCount,
  unit: QuotaWindow['unit'],
): QuotaWindow {
  const { limit, used, lengthMinutes, resetsAtMs, label } = count;
  const figures = {
    used,
    remaining: used === undefined ? undefined : Math.max(0, limit - used),
    limit,
    unit,
  };
  return {
    id,
    label,
    usedPercent: used === undefined ? 0 : percentOf(used / limit),
    ...(isCountable(count) ? figures : { unit: 'percent' }),
    lengthMinutes: used === undefined ? undefined : lengthMinutes,
    resetsAtMs,
    reliable: used !== undefined,
  };
}

function readUsed(figures: unknown, limit: number): number | undefined {
  const used = amountOf(fieldOf(figures, 'used'));
  if (used !== undefined) return used;
  const remaining = amountOf(fieldOf(figures, 'remaining'));
  return remaining !== undefined && remaining <= limit ? limit - remaining : undefined;
}

function readLabel(row: unknown): string | undefined {
  return (
    textOf(fieldOf(row, 'name')) ?? textOf(fieldOf(row, 'title')) ?? textOf(fieldOf(row, 'scope'))
  );
}
