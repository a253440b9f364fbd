import { paceOf } from '../../domain/pace.ts';
import type { QuotaWindow } from '../../domain/quota-window.ts';
import { paceSummary } from '../words/pace-text.ts';
import type { PaceRecord } from './usage-record.ts';

/** A window's pace as the published JSON has it, or undefined where there is none. */
export function paceRecord(window: QuotaWindow, nowMs: number): PaceRecord | undefined {
  const pace = paceOf(window, nowMs);
  if (pace === undefined) return undefined;
  const { stage, deltaPercent, expectedUsedPercent, willLastToReset, emptyInMs } = pace;
  return {
    stage,
    deltaPercent,
    expectedUsedPercent,
    willLastToReset,
    ...(willLastToReset || emptyInMs === undefined
      ? {}
      : { etaSeconds: Math.round(emptyInMs / 1000) }),
    summary: paceSummary(pace, window.lengthMinutes),
  };
}
