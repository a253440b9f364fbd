import {
  sessionMinutes,
  weeklyMinutes,
  type QuotaWindow,
  type WindowId,
} from '../../domain/quota-window.ts';
import { readInstant } from './reset-time.ts';
import { amountOf, fieldOf } from './wire.ts';

/** A pool as newer responses give it: a share, and when it resets. */
export type RatioPool = {
  /** 0 nothing used, 1 everything; more if overdrawn. */
  readonly ratio: number;
  readonly resetsAtMs?: number | undefined;
};

/** A larger figure is in another unit (percent) and would show as a false 100%. */
const maxRatio = 10;

/** A ratio from a number or its text; undefined if it is absent, negative, or cannot be a ratio. */
export function readRatio(value: unknown): number | undefined {
  const ratio = amountOf(value);
  return ratio !== undefined && ratio <= maxRatio ? ratio : undefined;
}

/** A pool `{used_ratio, reset_time}` of the Code API; undefined without a readable ratio. */
export function readRatioPool(pool: unknown): RatioPool | undefined {
  const ratio = readRatio(fieldOf(pool, 'used_ratio', 'usedRatio'));
  if (ratio === undefined) return undefined;
  return { ratio, resetsAtMs: readInstant(fieldOf(pool, 'reset_time', 'resetTime')) };
}

/**
 * A share (0 none, 1 all, more if overdrawn) as percent 0..100, without the noise of binary
 * fractions (28.000000000000004).
 */
export function percentOf(share: number): number {
  const percent = Math.min(100, Math.max(0, share * 100));
  const rounded = Math.round(percent * 1e9) / 1e9;
  // Only exactly 100 is used up and only exactly 0 untouched: rounding must not decide that.
  return (rounded === 0 || rounded === 100) && percent !== rounded ? percent : rounded;
}

/**
 * A pool as a window. A ratio has no counts. The monthly pool follows the billing cycle and has no
 * length in minutes.
 */
export function ratioWindow(id: WindowId, pool: RatioPool, label?: string): QuotaWindow {
  return {
    id,
    label,
    usedPercent: percentOf(pool.ratio),
    unit: 'percent',
    lengthMinutes: lengthOf(id),
    resetsAtMs: pool.resetsAtMs,
    reliable: true,
  };
}

/**
 * The monthly pool, with Kimi Code's share of it if known. A share of exactly 0 beside a total
 * above 0 is a placeholder of new plans and splits nothing. Code's share cannot exceed the total:
 * if it does by more than rounding, the larger is shown, unsplit and marked as unreliable.
 */
export function monthlyWindow(total: RatioPool, codeRatio: number | undefined): QuotaWindow {
  const whole = ratioWindow('monthly', total);
  const isPlaceholder = codeRatio === 0 && total.ratio > 0;
  if (codeRatio === undefined || isPlaceholder) return whole;
  const codePercent = percentOf(codeRatio);
  if (codePercent > whole.usedPercent + 1)
    return { ...whole, usedPercent: codePercent, reliable: false };
  const otherPercent = percentOf(Math.max(0, whole.usedPercent - codePercent) / 100);
  return {
    ...whole,
    split: { codePercent: Math.min(codePercent, whole.usedPercent), otherPercent },
  };
}

function lengthOf(id: WindowId): number | undefined {
  if (id === 'session') return sessionMinutes;
  return id === 'weekly' || id === 'code-weekly' ? weeklyMinutes : undefined;
}
