import {
  sessionMinutes,
  weeklyMinutes,
  type QuotaWindow,
  type WindowId,
} from '../../domain/quota-window.ts';
import { amountOf } from './wire.ts';

/** A pool as the newer answers give it: a share, and when it begins anew. */
export type RatioPool = {
  /** 0 none, 1 all; more when overdrawn. */
  readonly ratio: number;
  readonly resetsAtMs?: number | undefined;
};

/** Nobody overdraws ten times: such a figure is in another unit, and would show as a false 100 %. */
const largestRatio = 10;

/** A ratio from a number or its text; undefined where it is absent, negative, or can't be a ratio. */
export function readRatio(value: unknown): number | undefined {
  const ratio = amountOf(value);
  return ratio !== undefined && ratio <= largestRatio ? ratio : undefined;
}

/** A pool as a window. A ratio has no counts. The monthly pool follows the billing cycle and has no length in minutes. */
export function ratioWindow(id: WindowId, pool: RatioPool, label?: string): QuotaWindow {
  const lengthMinutes = lengthOf(id);
  return {
    id,
    label,
    usedPercent: percentOf(pool.ratio),
    unit: 'percent',
    lengthMinutes,
    resetsAtMs: pool.resetsAtMs,
    reliable: true,
  };
}

/**
 * The monthly pool, with Kimi Code's share of it where that is known. Code's share can't exceed the whole: where it does by
 * more than rounding, the two contradict each other, so the larger is shown, unsplit and marked as a guess.
 */
export function monthlyWindow(total: RatioPool, codeRatio: number | undefined): QuotaWindow {
  const whole = ratioWindow('monthly', total);
  if (codeRatio === undefined) return whole;
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
  return id === 'session'
    ? sessionMinutes
    : id === 'weekly' || id === 'code-weekly'
      ? weeklyMinutes
      : undefined;
}

/** A share (0 none, 1 all, more when overdrawn) as percent 0..100, without the dust of binary fractions (28.000000000000004). */
export function percentOf(share: number): number {
  const percent = Math.min(100, Math.max(0, share * 100));
  const tidy = Math.round(percent * 1e9) / 1e9;
  // A window is out only at exactly 100, and untouched only at exactly 0: tidying must not decide that.
  return (tidy === 0 || tidy === 100) && percent !== tidy ? percent : tidy;
}
