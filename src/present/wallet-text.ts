import type { Wallet } from '../domain/usage-snapshot.ts';
import type { Messages } from './messages/en.ts';
import { formatMoney } from './words/money.ts';

/** The balance of extra usage, without words. */
export function balanceText(
  { balanceCents, currency }: Wallet,
  { usage }: Pick<Messages, 'usage'>,
  { plain }: { readonly plain: boolean },
): string {
  return formatMoney(balanceCents, currency, { locale: usage.locale, plain });
}

/** Is there a balance that Kimi would spend now? */
export function canSpend(wallet: Wallet): boolean {
  const { isDisabled, balanceCents, monthlyLimitEnabled, monthlyLimitCents } = wallet;
  const isComparable = wallet.monthlyUsedCurrency === undefined;
  const isOverLimit =
    monthlyLimitEnabled && isComparable && wallet.monthlyUsedCents >= monthlyLimitCents;
  return isDisabled !== true && balanceCents > 0 && !isOverLimit;
}

/**
 * Extra usage in phrases, the most important first: the balance, whether the wallet is turned off,
 * this month's spending and its limit. `plain` avoids currency signs that ASCII lacks.
 */
export function walletPhrases(
  wallet: Wallet,
  { usage }: Pick<Messages, 'usage'>,
  { plain }: { readonly plain: boolean },
): readonly [balance: string, ...notes: string[]] {
  const money = (cents: number, currency = wallet.currency): string =>
    formatMoney(cents, currency, { locale: usage.locale, plain });
  const words = usage.wallet;
  const balance = words.balance(money(wallet.balanceCents));
  const off = wallet.isDisabled ? [words.off] : [];
  const used = money(wallet.monthlyUsedCents, wallet.monthlyUsedCurrency);
  if (wallet.monthlyLimitEnabled) {
    const limit = money(wallet.monthlyLimitCents);
    const isComparable = wallet.monthlyUsedCurrency === undefined;
    const month = isComparable
      ? [words.monthOfLimit({ used, limit })]
      : [words.month(used), words.limit(limit)];
    return [balance, ...off, ...month];
  }
  const month = wallet.monthlyUsedCents > 0 ? [words.month(used)] : [];
  // A limit says nothing while nothing can be spent.
  return [balance, ...off, ...month, ...(wallet.isDisabled ? [] : [words.noLimit])];
}
