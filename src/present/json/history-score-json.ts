import {
  scoredMethods,
  type ScoredMethod,
  type WindowScore,
} from '../../domain/forecast/score-history.ts';
import { cleanName } from '../words/clean-text.ts';

/** The JSON of `kimibar history score`. */
export type HistoryScoreRecord = {
  readonly provider: 'kimi';
  readonly account?: string | undefined;
  readonly windows: readonly {
    readonly window: string;
    /** Completed periods that could be scored. */
    readonly periods: number;
    readonly forecasts: number;
    readonly methods: readonly {
      readonly method: ScoredMethod;
      /** Of the share used at the reset, points. */
      readonly meanError: number;
      /** Of the probability of running out: 0 is best. */
      readonly brier: number;
      /** The share of outcomes in the 80% range, 0..1. */
      readonly coverage?: number | undefined;
    }[];
  }[];
};

export function historyScoreRecord(
  scores: readonly WindowScore[],
  account: string | undefined,
): HistoryScoreRecord {
  return {
    provider: 'kimi',
    account: cleanName(account),
    windows: scores.map(({ windowId, periods, scores: by }) => ({
      window: windowId,
      periods,
      forecasts: by.kimibar.count,
      methods: scoredMethods.map((method) => {
        const { error, brier, coverage } = by[method];
        return {
          method,
          meanError: rounded(error, 100),
          brier: rounded(brier, 1000),
          coverage: coverage === undefined ? undefined : rounded(coverage, 100),
        };
      }),
    })),
  };
}

function rounded(value: number, steps: number): number {
  return Math.round(value * steps) / steps;
}
