import * as v from 'valibot';
import { isFailureKind, type FailureKind } from '../domain/failure.ts';

const count = v.pipe(v.number(), v.finite());
const percent = v.pipe(v.number(), v.minValue(0), v.maxValue(100));
const kind = v.custom<FailureKind>(isFailureKind);

const quotaWindow = v.object({
  id: v.pipe(v.string(), v.regex(/^(session|weekly|monthly|code-weekly|rate-.+)$/)),
  label: v.optional(v.string()),
  usedPercent: percent,
  used: v.optional(count),
  limit: v.optional(count),
  remaining: v.optional(count),
  unit: v.picklist(['requests', 'percent']),
  lengthMinutes: v.optional(count),
  resetsAtMs: v.optional(count),
  reliable: v.boolean(),
  split: v.optional(v.object({ codePercent: percent, otherPercent: percent })),
});

const attempts = v.array(
  v.object({
    source: v.picklist(['api-key', 'cli', 'manual-cookie', 'env-token', 'desktop', 'browser']),
    outcome: v.picklist(['ok', 'absent', 'rejected', 'failed', 'skipped']),
    reason: v.optional(v.string()),
    kind: v.optional(kind),
    detail: v.optional(v.string()),
  }),
);

const snapshot = v.object({
  windows: v.pipe(v.array(quotaWindow), v.minLength(1)),
  plan: v.optional(v.string()),
  wallet: v.optional(
    v.object({
      balanceCents: count,
      totalCents: count,
      monthlyLimitEnabled: v.boolean(),
      monthlyLimitCents: count,
      monthlyUsedCents: count,
      currency: v.string(),
    }),
  ),
  source: v.picklist(['api-key', 'cli', 'web']),
  sourceDetail: v.optional(v.string()),
  fetchedAtMs: count,
});

const failure = v.object({
  kind,
  detail: v.optional(v.object({ code: v.string(), subject: v.optional(v.string()) })),
  retryAfterMs: v.optional(v.pipe(count, v.minValue(0))),
});

/** A kept reading as it stands on disk, where anything may have happened to it. */
export const keptReadingSchema = v.object({
  version: v.literal(1),
  good: v.optional(v.object({ snapshot, attempts })),
  failed: v.optional(v.object({ failure, attempts, failedAtMs: count })),
});
