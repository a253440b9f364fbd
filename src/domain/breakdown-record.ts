import { breakdownKeys, type BreakdownKey, type TokenSum } from './breakdown.ts';
import { isListOf, isNumber, isOneOf, isShape, isText, optional, type Guard } from './shape.ts';

/** Percentage points of a window: an estimate, with the range in which it is with 80%. */
export type PointsRecord = { readonly points: number; readonly low: number; readonly high: number };

export type BreakdownRowRecord = {
  /** A folder, an id or a name; of a day its local date, of an hour its start in UTC. */
  readonly key: string;
  readonly label: string;
  readonly tokens: TokenSum;
  readonly sessions: number;
  readonly firstAt: string;
  readonly lastAt: string;
  readonly quota: PointsRecord | null;
};

/**
 * A breakdown as published JSON; `docs/breakdown.schema.json` is generated from it. Tokens
 * are facts, points are estimates. Times are whole UTC seconds.
 */
export type BreakdownRecord = {
  readonly provider: 'kimi';
  readonly account?: string | undefined;
  readonly since: string;
  readonly until: string;
  readonly by: BreakdownKey;
  readonly window: string | null;
  readonly tokens: TokenSum;
  readonly quota: QuotaRecord | null;
  readonly rows: readonly BreakdownRowRecord[];
  readonly otherProviders: readonly { readonly provider: string; readonly tokens: TokenSum }[];
  readonly pointPrice: readonly PointPriceRecord[];
  readonly walls: readonly WallRecord[];
  readonly logs: readonly LogRecord[];
  /** There are several accounts, and logs do not name theirs: all use on this computer counts. */
  readonly logsShared?: true | undefined;
};

type QuotaRecord = {
  /** Measured, so without a range: by how much Kimi's figures moved in the covered time. */
  readonly usedPoints: number;
  readonly explainedPoints: number;
  readonly elsewherePoints: number;
  /** The 80% range of `elsewherePoints`; absent from older versions. */
  readonly elsewhereRange?: { readonly low: number; readonly high: number } | undefined;
  /** 0..1. */
  readonly coverage: number;
  /** When more was used than the logs explain. */
  readonly elsewhere: readonly {
    readonly from: string;
    readonly to: string;
    readonly points: number;
  }[];
};

type PointPriceRecord = {
  readonly from: string;
  readonly to: string;
  readonly window: string;
  readonly model?: string | undefined;
  readonly tokensPerPoint: number;
  readonly low: number;
  readonly high: number;
};

type WallRecord = {
  readonly at: string;
  readonly window?: string | undefined;
  readonly sessionId: string;
  readonly code: string;
};

type LogRecord = {
  readonly agent: string;
  readonly files: number;
  readonly bytes: number;
  readonly unreadableLines: number;
  readonly certainty: string;
};

const isTokenSum = isShape<TokenSum>({
  input: isNumber,
  output: isNumber,
  cacheRead: isNumber,
  cacheCreation: isNumber,
  calls: isNumber,
});

export const isBreakdownRecord = isShape<BreakdownRecord>({
  provider: isOneOf('kimi'),
  account: optional(isText),
  since: isText,
  until: isText,
  by: isOneOf(...breakdownKeys),
  window: orNull(isText),
  tokens: isTokenSum,
  quota: orNull(
    isShape<QuotaRecord>({
      usedPoints: isNumber,
      explainedPoints: isNumber,
      elsewherePoints: isNumber,
      elsewhereRange: optional(isShape({ low: isNumber, high: isNumber })),
      coverage: isNumber,
      elsewhere: isListOf(isShape({ from: isText, to: isText, points: isNumber })),
    }),
  ),
  rows: isListOf(
    isShape<BreakdownRowRecord>({
      key: isText,
      label: isText,
      tokens: isTokenSum,
      sessions: isNumber,
      firstAt: isText,
      lastAt: isText,
      quota: orNull(isShape({ points: isNumber, low: isNumber, high: isNumber })),
    }),
  ),
  otherProviders: isListOf(isShape({ provider: isText, tokens: isTokenSum })),
  pointPrice: isListOf(
    isShape<PointPriceRecord>({
      from: isText,
      to: isText,
      window: isText,
      model: optional(isText),
      tokensPerPoint: isNumber,
      low: isNumber,
      high: isNumber,
    }),
  ),
  walls: isListOf(
    isShape<WallRecord>({ at: isText, window: optional(isText), sessionId: isText, code: isText }),
  ),
  logs: isListOf(
    isShape<LogRecord>({
      agent: isText,
      files: isNumber,
      bytes: isNumber,
      unreadableLines: isNumber,
      certainty: isText,
    }),
  ),
  logsShared: optional(isOneOf(true)),
});

function orNull<T>(guard: Guard<T>): Guard<T | null> {
  return (value): value is T | null => value === null || guard(value);
}
