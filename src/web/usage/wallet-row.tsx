import type { Wallet } from '../../domain/usage-snapshot.ts';
import { formatMoney } from '../../present/words/money.ts';
import { useWords } from '../words.ts';

/** The wallet's balance and this month's spending. */
export function WalletRow({
  wallet,
  heading: Heading,
}: {
  readonly wallet: Wallet;
  readonly heading: 'h2' | 'h3';
}) {
  const { usage } = useWords().messages;
  const money = (cents: number): string =>
    formatMoney(cents, wallet.currency, { locale: usage.locale, plain: false });
  const used = money(wallet.monthlyUsedCents);
  const month = wallet.monthlyLimitEnabled
    ? usage.wallet.monthOfLimit({ used, limit: money(wallet.monthlyLimitCents) })
    : wallet.monthlyUsedCents > 0
      ? usage.wallet.month(used)
      : undefined;
  return (
    <article class="wallet" aria-label={usage.wallet.label}>
      <Heading>{usage.wallet.label}</Heading>
      <p>{usage.wallet.balance(money(wallet.balanceCents))}</p>
      {month !== undefined && <p class="quiet">{month}</p>}
    </article>
  );
}
