import type { QuotaWindow, WindowId } from '../../domain/quota-window.ts';
import { percentOf } from './ratio-pool.ts';
import { readReset } from './reset-time.ts';
import { readLength } from './window-length.ts';
import { amountOf, fieldOf, numberOf, recordOf, textOf } from './wire.ts';

/** One allowance as counted by the service: so much of so much. */
export type QuotaCount = {
  /** Always positive. */
  readonly limit: number;
  /** May exceed the limit. Absent where it could neither be read nor derived. */
  readonly used?: number | undefined;
  readonly lengthMinutes?: number | undefined;
  readonly resetsAtMs?: number | undefined;
  readonly label?: string | undefined;
};

/**
 * Reads a row `{limit, used, remaining, reset…}`, its figures in `detail` or on the row itself. Undefined where there is no
 * positive limit: such a row counts nothing. `lengthMinutes` is for rows whose length is known from their place.
 * The service drops zeros, so an absent `used` is derived from `remaining`; an absent `remaining` says nothing by itself.
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
  const used = readUsed(figures, limit);
  const resetsAtMs = readReset(detail, nowMs) ?? readReset(row, nowMs);
  const label = readLabel(row) ?? readLabel(detail);
  return {
    limit,
    used,
    lengthMinutes,
    resetsAtMs,
    label,
  };
}

/**
 * The unit of an answer's counts: an account that is metered in percent has the limit 100 everywhere.
 * `requests` as soon as one limit differs.
 */
export function unitOf(counts: readonly QuotaCount[]): QuotaWindow['unit'] {
  return counts.every(({ limit }) => limit === 100) ? 'percent' : 'requests';
}

/** A count as a window. Without a readable `used` the gauge stands at 0, is marked as a guess, and its length is withheld. */
export function countWindow(
  id: WindowId,
  count: QuotaCount,
  unit: QuotaWindow['unit'],
): QuotaWindow {
  const { limit, used, lengthMinutes, resetsAtMs, label } = count;
  const figures = used === undefined ? {} : { used, remaining: Math.max(0, limit - used) };
  return {
    id,
    label,
    usedPercent: used === undefined ? 0 : percentOf(used / limit),
    ...figures,
    limit,
    unit,
    ...(used === undefined || lengthMinutes === undefined ? {} : { lengthMinutes }),
    ...(resetsAtMs === undefined ? {} : { resetsAtMs }),
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
