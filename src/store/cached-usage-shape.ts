import { attemptOutcomes, attemptSources } from '../domain/attempt.ts';
import { isFailureKind } from '../domain/failure.ts';
import type { CachedUsage } from '../domain/cached-usage.ts';
import { usageSources, type UsageSnapshot } from '../domain/usage-snapshot.ts';
import { aFlag, aList, aNumber, anObject, aPercent, aText, oneOf, type Shape } from './shape.ts';

const aWindow = anObject(
  {
    id: (value) =>
      typeof value === 'string' && /^(session|weekly|monthly|code-weekly|rate-.+)$/.test(value),
    usedPercent: aPercent,
    unit: oneOf('requests', 'percent'),
    reliable: aFlag,
  },
  {
    label: aText,
    used: aNumber,
    limit: aNumber,
    remaining: aNumber,
    lengthMinutes: aNumber,
    resetsAtMs: aNumber,
    split: anObject({ codePercent: aPercent, otherPercent: aPercent }),
  },
);

const aWallet = anObject({
  balanceCents: aNumber,
  totalCents: aNumber,
  monthlyLimitEnabled: aFlag,
  monthlyLimitCents: aNumber,
  monthlyUsedCents: aNumber,
  currency: aText,
});

const aSnapshot = anObject(
  {
    windows: (value) => aList(aWindow)(value) && (value as unknown[]).length > 0,
    source: oneOf(...usageSources),
    fetchedAtMs: aNumber,
  },
  { plan: aText, wallet: aWallet, sourceDetail: aText },
);

const attempts = aList(
  anObject(
    {
      source: oneOf(...attemptSources),
      outcome: oneOf(...attemptOutcomes),
    },
    { reason: aText, kind: isFailureKind, detail: aText },
  ),
);

const aFailure = anObject(
  { kind: isFailureKind },
  {
    detail: anObject({ code: aText }, { subject: aText }),
    retryAfterMs: (value) => typeof value === 'number' && value >= 0,
  },
);

const anOwner = anObject({
  credential: aText,
  userId: aText,
  planName: aText,
  hint: aText,
  askedAtMs: aNumber,
});

const aKeptReading: Shape = anObject(
  { version: (value) => value === 1 },
  {
    good: anObject({ snapshot: aSnapshot, attempts }),
    failed: anObject({ failure: aFailure, attempts, failedAtMs: aNumber }),
    owner: anOwner,
  },
);

/** Is this, from a file where anything may have happened to it, a snapshot as we keep it? */
export function isSnapshot(value: unknown): value is UsageSnapshot {
  return aSnapshot(value);
}

/** The same of a whole kept reading. */
export function isCachedUsage(value: unknown): value is CachedUsage {
  return aKeptReading(value);
}
