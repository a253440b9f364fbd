import type { WindowId } from '../domain/quota-window.ts';

/** One quota of a simulated account. */
export type Quota = {
  readonly id: WindowId;
  /** In requests; the monthly pool counts in percent of itself (limit 100). */
  readonly limit: number;
  /** May exceed the limit: the real Kimi has been seen to overdraw. */
  readonly used: number;
  /** Kimi Code's share of `used`; monthly pool only. */
  readonly codeUsed?: number | undefined;
  readonly lengthMs: number;
  readonly resetsAtMs: number;
  /** What one request costs of this quota. */
  readonly perRequest: number;
  /** The length as Kimi words it, unless in minutes. */
  readonly window?: { readonly duration: number; readonly timeUnit: string } | undefined;
  readonly label?: string | undefined;
};

/** A quota before its account is opened: its reset is relative. */
export type StartingQuota = Omit<Quota, 'resetsAtMs'> & { readonly resetsInMs: number };

/** All quotas of one account at one moment, and how fast its owner works. */
export type QuotaAccount = {
  readonly quotas: readonly Quota[];
  readonly openedAtMs: number;
  /** The moment that `quotas` describes. */
  readonly atMs: number;
  readonly requestEveryMs: number;
};

/** An account with its starting quotas at `nowMs`. */
export function openAccount(
  starts: readonly StartingQuota[],
  nowMs: number,
  requestEveryMs: number,
): QuotaAccount {
  const quotas = starts.map(({ resetsInMs, ...quota }) => ({
    ...quota,
    resetsAtMs: nowMs + resetsInMs,
  }));
  return { quotas, openedAtMs: nowMs, atMs: nowMs, requestEveryMs };
}

/**
 * The account at `nowMs`: its owner sent one request every `requestEveryMs` while every quota had
 * room, and each window that ended was reset, its next reset one length later. The result depends
 * only on the moment, not on the calls before. A moment in the past changes nothing.
 */
export function accountAt(account: QuotaAccount, nowMs: number): QuotaAccount {
  let current = account;
  for (;;) {
    const nextResetMs = Math.min(...current.quotas.map((quota) => quota.resetsAtMs));
    if (nextResetMs > nowMs) return work(current, nowMs);
    current = rollOver(work(current, nextResetMs), nextResetMs);
  }
}

/**
 * Spends `amount` (requests, or percent of the monthly pool) of one quota, over the limit if need
 * be. An unknown quota changes nothing.
 */
export function spend(account: QuotaAccount, id: WindowId, amount: number): QuotaAccount {
  return {
    ...account,
    quotas: account.quotas.map((quota) => (quota.id === id ? take(quota, amount) : quota)),
  };
}

function work(account: QuotaAccount, untilMs: number): QuotaAccount {
  if (untilMs <= account.atMs) return account;
  const sentBy = (ms: number): number =>
    Math.floor((ms - account.openedAtMs) / account.requestEveryMs);
  const wanted = sentBy(untilMs) - sentBy(account.atMs);
  const sent = Math.min(wanted, ...account.quotas.map(requestsLeft));
  return {
    ...account,
    atMs: untilMs,
    quotas: account.quotas.map((quota) => take(quota, sent * quota.perRequest)),
  };
}

function requestsLeft(quota: Quota): number {
  // Sums of small costs miss the limit by a rounding error, which must not cost the last request.
  return Math.max(0, Math.floor((quota.limit - quota.used) / quota.perRequest + 1e-6));
}

function take(quota: Quota, amount: number): Quota {
  const codeUsed = quota.codeUsed === undefined ? undefined : quota.codeUsed + amount;
  return { ...quota, used: quota.used + amount, codeUsed };
}

function rollOver(account: QuotaAccount, nowMs: number): QuotaAccount {
  return {
    ...account,
    quotas: account.quotas.map((quota) => (quota.resetsAtMs <= nowMs ? reset(quota) : quota)),
  };
}

function reset(quota: Quota): Quota {
  const codeUsed = quota.codeUsed === undefined ? undefined : 0;
  return { ...quota, used: 0, codeUsed, resetsAtMs: quota.resetsAtMs + quota.lengthMs };
}
