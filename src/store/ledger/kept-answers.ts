import type { Breakdown, PointPrice, PointRange } from '../../domain/breakdown.ts';
import { isWindowId, type WindowId } from '../../domain/quota-window.ts';
import { isListOf, isNumber, isShape, isText, optional, type Guard } from '../../domain/shape.ts';

type Quota = NonNullable<Breakdown['quota']>;

/** What was computed from the ledger at a moment. */
export type KeptAnswer = {
  /** Everything that it was computed from but the time. */
  readonly from: string;
  readonly atMs: number;
  readonly quota?: Quota | undefined;
  readonly pointPrice: readonly PointPrice[];
  /** By the keys of a breakdown's rows. */
  readonly rows: readonly (readonly [string, PointRange])[];
};

const isWindowIdText: Guard<WindowId> = (value) => isText(value) && isWindowId(value);

const isRange = isShape<PointRange>({ points: isNumber, low: isNumber, high: isNumber });

const isRow: Guard<readonly [string, PointRange]> = (value): value is [string, PointRange] =>
  Array.isArray(value) && value.length === 2 && isText(value[0]) && isRange(value[1]);

const isAnswers = isListOf(
  isShape<KeptAnswer>({
    from: isText,
    atMs: isNumber,
    quota: optional(
      isShape<Quota>({
        usedPoints: isNumber,
        explainedPoints: isNumber,
        elsewhere: isRange,
        coverage: isNumber,
        elsewhereTimes: isListOf(
          isShape<Quota['elsewhereTimes'][number]>({
            fromMs: isNumber,
            toMs: isNumber,
            points: isNumber,
          }),
        ),
      }),
    ),
    pointPrice: isListOf(
      isShape<PointPrice>({
        fromMs: isNumber,
        toMs: isNumber,
        windowId: isWindowIdText,
        model: optional(isText),
        tokensPerPoint: isNumber,
        low: isNumber,
        high: isNumber,
      }),
    ),
    rows: isListOf(isRow),
  }),
);

/** None if the text is not valid: everything can be computed again. */
export function parseAnswers(text: string): readonly KeptAnswer[] {
  try {
    const json: unknown = JSON.parse(text);
    return isAnswers(json) ? json : [];
  } catch {
    return [];
  }
}
