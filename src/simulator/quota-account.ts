import type { WindowId } from '../domain/quota-window.ts';

/** One allowance of a simulated account. */
export type Quota = {
  readonly id: WindowId;
  /** In requests; the monthly pool counts in percent of itself (limit 100). */
  readonly limit: number;
  /** May exceed the limit: the real service has been seen to overdraw. */
  readonly used: number;
  /** Of `used`, Kimi Code's share; of the monthly pool only. */
  readonly codeUsed?: number | undefined;
  readonly lengthMs: number;
  readonly resetsAtMs: number;
  /** What one request costs of this quota. */
  readonly perRequest: number;
  /** How the service words the length, where it is not plain minutes. */
  readonly window?: { readonly duration: number; readonly timeUnit: string } | undefined;
  readonly label?: string | undefined;
};

/** The same before the account is opened: its reset is so many milliseconds away. */
export type StartingQuota = Omit<Quota, 'resetsAtMs'> & { readonly resetsInMs: number };

/** All allowances of one account at one moment, and how fast its owner works. */
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
 * The account as it stands at `nowMs`: its owner sent one request every `requestEveryMs` as long as every quota had room,
 * and each window that ended since began anew, empty, its next reset one length later. The result depends on the moment
 * alone, not on how often it was asked for on the way there. A moment in the past changes nothing.
 */
export function accountAt(account: QuotaAccount, nowMs: number): QuotaAccount {
  let current = account;
  for (;;) {
    const nextResetMs = Math.min(...current.quotas.map((quota) => quota.resetsAtMs));
    if (nextResetMs > nowMs) return work(current, nowMs);
    current = rollOver(work(current, nextResetMs), nextResetMs);
  }
}

/** Spends `amount` (requests, or percent of the monthly pool) of one quota. It may go over the limit; an unknown quota changes nothing. */
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
  // The sum of many small costs misses the limit by a hair: without the allowance the last request would be refused.
  return Math.max(0, Math.floor((quota.limit - quota.used) / quota.perRequest + 1e-6));
}

function take(quota: Quota, amount: number): Quota {
  const codeUsed = quota.codeUsed === undefined ? {} : { codeUsed: quota.codeUsed + amount };
  return { ...quota, used: quota.used + amount, ...codeUsed };
}

function rollOver(account: QuotaAccount, nowMs: number): QuotaAccount {
  return {
    ...account,
    quotas: account.quotas.map((quota) => (quota.resetsAtMs <= nowMs ? beginAnew(quota) : quota)),
  };
}

function beginAnew(quota: Quota): Quota {
  const codeUsed = quota.codeUsed === undefined ? {} : { codeUsed: 0 };
  return { ...quota, used: 0, ...codeUsed, resetsAtMs: quota.resetsAtMs + quota.lengthMs };
}
