import { attemptOutcomes, attemptSources, type Attempt } from './attempt.ts';
import {
  isFailureKind,
  type FailureCode,
  type FailureDetail,
  type FailureFacts,
} from './failure.ts';
import { isLearned } from './forecast/learned.ts';
import { isReportedWindowId } from './history-shape.ts';
import type { CachedOwner, CachedUsage } from './cached-usage.ts';
import type { QuotaWindow } from './quota-window.ts';
import {
  isFlag,
  isListOf,
  isNumber,
  isOneOf,
  isPercent,
  isShape,
  isText,
  isWord,
  optional,
  type Guard,
} from './shape.ts';
import {
  usageSources,
  type UsageOutcome,
  type UsageSnapshot,
  type Wallet,
} from './usage-snapshot.ts';

const isWindow = isShape<QuotaWindow>({
  id: isReportedWindowId,
  label: optional(isText),
  usedPercent: isPercent,
  used: optional(isNumber),
  limit: optional(isNumber),
  remaining: optional(isNumber),
  unit: isOneOf('requests', 'percent'),
  lengthMinutes: optional(isNumber),
  resetsAtMs: optional(isNumber),
  reliable: isFlag,
  split: optional(isShape({ codePercent: isPercent, otherPercent: isPercent })),
});

const isWallet = isShape<Wallet>({
  isDisabled: optional(isOneOf(true)),
  balanceCents: isNumber,
  totalCents: isNumber,
  monthlyLimitEnabled: isFlag,
  monthlyLimitCents: isNumber,
  monthlyUsedCents: isNumber,
  currency: isText,
  monthlyUsedCurrency: optional(isText),
});

const isWindows = (value: unknown): value is readonly QuotaWindow[] =>
  isListOf(isWindow)(value) && value.length > 0;

export const isUsageSnapshot: Guard<UsageSnapshot> = isShape<UsageSnapshot>({
  windows: isWindows,
  plan: optional(isText),
  wallet: optional(isWallet),
  wall: optional(isShape({ windowId: optional(isReportedWindowId), seenAtMs: isNumber })),
  source: isOneOf(...usageSources),
  sourceDetail: optional(isText),
  fetchedAtMs: isNumber,
  clockOffsetMs: optional(isNumber),
});

const isAttempts = isListOf(
  isShape<Attempt>({
    source: isOneOf(...attemptSources),
    outcome: isOneOf(...attemptOutcomes),
    reason: optional(isWord<NonNullable<Attempt['reason']>>),
    kind: optional(isFailureKind),
    detail: optional(isText),
  }),
);

export const isFailureFacts: Guard<FailureFacts> = isShape<FailureFacts>({
  kind: isFailureKind,
  detail: optional(
    isShape<FailureDetail>({ code: isWord<FailureCode>, subject: optional(isText) }),
  ),
  retryAfterMs: optional((value): value is number => typeof value === 'number' && value >= 0),
});

const isFresh = isShape<Extract<UsageOutcome, { kind: 'fresh' }>>({
  kind: isOneOf('fresh'),
  snapshot: isUsageSnapshot,
  attempts: isAttempts,
  notSaved: optional(isOneOf(true)),
  learned: optional(isLearned),
});

const isFailed = isShape<Extract<UsageOutcome, { kind: 'failed' }>>({
  kind: isOneOf('failed'),
  failure: isFailureFacts,
  lastGood: optional(isUsageSnapshot),
  attempts: isAttempts,
  failedAtMs: optional(isNumber),
});

export function isUsageOutcome(value: unknown): value is UsageOutcome {
  return isFresh(value) || isFailed(value);
}

const isOwner = isShape<CachedOwner>({
  credential: isText,
  userId: isText,
  planName: isText,
  hint: isText,
  goodsVersion: optional(isOneOf('first', 'second', 'unknown')),
  askedAtMs: isNumber,
});

/** The cached usage as written to disk, with the number of its format. */
export const isCachedUsage: Guard<CachedUsage & { readonly version: 1 }> = isShape<
  CachedUsage & { readonly version: 1 }
>({
  version: isOneOf(1),
  good: optional(isShape({ snapshot: isUsageSnapshot, attempts: isAttempts })),
  failed: optional(
    isShape({ failure: isFailureFacts, attempts: isAttempts, failedAtMs: isNumber }),
  ),
  owner: optional(isOwner),
});
