import type { WindowId } from '../domain/quota-window.ts';
import type { SimulatedAccount } from './demo-accounts.ts';
import {
  accountAt,
  openAccount,
  spend,
  type Quota,
  type QuotaAccount,
  type StartingQuota,
} from './quota-account.ts';

/** The quotas of every account at the simulated time. */
export type AccountBooks = {
  quotasOf(account: SimulatedAccount): readonly Quota[];
  use(account: SimulatedAccount, windowId: WindowId, amount: number): void;
  /** Starts over, now; accounts with quotas of their own start with those. */
  restart(start: readonly StartingQuota[]): void;
};

/** One request every five minutes: a week of them just fits the everyday account's weekly quota. */
const requestEveryMs = 5 * 60_000;

/** `nowMs` reads the simulated time. */
export function createAccountBooks(
  start: readonly StartingQuota[],
  nowMs: () => number,
): AccountBooks {
  const books = new Map<SimulatedAccount, QuotaAccount>();
  let openedAtMs = nowMs();
  let current = start;

  function bookOf(account: SimulatedAccount): QuotaAccount {
    const known =
      books.get(account) ?? openAccount(account.quotas ?? current, openedAtMs, requestEveryMs);
    const book = accountAt(known, nowMs());
    books.set(account, book);
    return book;
  }

  return {
    quotasOf: (account) => bookOf(account).quotas,
    use(account, windowId, amount) {
      books.set(account, spend(bookOf(account), windowId, amount));
    },
    restart(next) {
      books.clear();
      openedAtMs = nowMs();
      current = next;
    },
  };
}
