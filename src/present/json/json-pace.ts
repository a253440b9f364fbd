import { paceOf, type Pace } from '../../domain/pace.ts';
import { sessionMinutes, type QuotaWindow } from '../../domain/quota-window.ts';
import { coreEn } from '../messages/en/core.ts';
import { emptyInText } from '../words/shares.ts';
import type { PaceRecord } from './kimi-record.ts';

/** A window's pace in the published JSON; undefined if it has none. */
export function paceRecord(window: QuotaWindow, nowMs: number): PaceRecord | undefined {
  const pace = paceOf(window, nowMs);
  if (pace === undefined) return undefined;
  const { stage, deltaPercent, expectedUsedPercent, willLastToReset, emptyInMs } = pace;
  return {
    stage,
    deltaPercent,
    expectedUsedPercent,
    willLastToReset,
    etaSeconds:
      willLastToReset || emptyInMs === undefined ? undefined : Math.round(emptyInMs / 1000),
    summary: paceSummary(pace, window.lengthMinutes),
  };
}

/** CodexBar's words, always English: `13% in reserve | Expected 43% used | Lasts until reset`. */
export function paceSummary(pace: Pace, lengthMinutes: number | undefined): string {
  const expected = `Expected ${pace.expectedUsedPercent}% used`;
  return [comparison(pace), expected, outlook(pace, lengthMinutes)].join(' | ');
}

function comparison({ stage, deltaPercent }: Pace): string {
  if (stage === 'onTrack') return 'On pace';
  return `${Math.abs(deltaPercent)}% in ${deltaPercent > 0 ? 'deficit' : 'reserve'}`;
}

function outlook({ willLastToReset, emptyInMs }: Pace, lengthMinutes: number | undefined): string {
  if (willLastToReset || emptyInMs === undefined) return 'Lasts until reset';
  const span = emptyInText(emptyInMs, coreEn);
  return lengthMinutes === sessionMinutes ? `Projected empty in ${span}` : `Runs out in ${span}`;
}
