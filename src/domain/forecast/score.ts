/** What one method said of a window at one moment. */
export type Prediction = {
  readonly runsOutProbability: number;
  /** The share used at the reset that it expects, percent, and its 80% range if it has one. */
  readonly usedPercent: number;
  readonly low?: number | undefined;
  readonly high?: number | undefined;
};

/** A prediction with what came of it. */
export type Outcome = {
  readonly prediction: Prediction;
  readonly usedPercent: number;
  readonly ranOut: boolean;
};

export type Score = {
  readonly count: number;
  /** Mean absolute error of the share used at the reset, points. */
  readonly error: number;
  /** Mean squared error of the probability of running out, 0 (best) to 1. */
  readonly brier: number;
  /** The share of outcomes within the 80% range; absent without ranges. */
  readonly coverage?: number | undefined;
};

export function scoreOf(outcomes: readonly Outcome[]): Score {
  const mean = (of: (outcome: Outcome) => number): number =>
    outcomes.reduce((sum, outcome) => sum + of(outcome), 0) / Math.max(1, outcomes.length);
  const hasRanges = outcomes.some(({ prediction }) => prediction.low !== undefined);
  return {
    count: outcomes.length,
    error: mean(({ prediction, usedPercent }) => Math.abs(prediction.usedPercent - usedPercent)),
    brier: mean(({ prediction, ranOut }) => (prediction.runsOutProbability - Number(ranOut)) ** 2),
    coverage: hasRanges ? mean((outcome) => Number(isWithin(outcome))) : undefined,
  };
}

/** Within half a point: whole percents are shown. */
function isWithin({ prediction: { low = 0, high = 100 }, usedPercent }: Outcome): boolean {
  return usedPercent >= low - 0.5 && usedPercent <= high + 0.5;
}
