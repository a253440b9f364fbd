import type { Prediction } from './score.ts';

export type SimpleFacts = {
  readonly usedPercent: number;
  readonly elapsedMs: number;
  readonly leftMs: number;
  /** Points that were used in the last 30 minutes. */
  readonly lastHalfHour: number;
};

/** What most tools do: use goes on as it has since the window began. */
export function usedByElapsed({ usedPercent, elapsedMs, leftMs }: SimpleFacts): Prediction {
  return linear(usedPercent, (usedPercent / elapsedMs) * leftMs);
}

/** The rate of the last 30 minutes, but at most that since the window began. */
export function lastHalfHourRate(facts: SimpleFacts): Prediction {
  const { usedPercent, elapsedMs, leftMs, lastHalfHour } = facts;
  const rate = Math.min(lastHalfHour / (30 * 60_000), usedPercent / elapsedMs);
  return linear(usedPercent, rate * leftMs);
}

function linear(usedPercent: number, more: number): Prediction {
  const projected = usedPercent + more;
  return { usedPercent: Math.min(100, projected), runsOutProbability: projected >= 100 ? 1 : 0 };
}
