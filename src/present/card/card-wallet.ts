import type { Wallet } from '../../domain/usage-snapshot.ts';
import type { Columns } from './card-columns.ts';
import type { CardLine } from './card-line.ts';
import { cutToWidth, displayWidth, padAfter } from '../words/display-width.ts';
import { formatMoney } from '../words/money.ts';
import type { CardStyle } from './card-style.ts';

/** The prepaid wallet under the rows' labels: what is left of it, and this month's spending where there is room. */
export function walletLine(
  wallet: Wallet,
  { label, gap }: Columns,
  { messages, symbols, unicode, width }: CardStyle,
): CardLine {
  const words = messages.usage.wallet;
  const money = (cents: number): string =>
    formatMoney(cents, wallet.currency, { locale: messages.usage.locale, plain: !unicode });
  const balance = words.left({
    balance: money(wallet.balanceCents),
    total: money(wallet.totalCents),
  });
  const used = money(wallet.monthlyUsedCents);
  const month = wallet.monthlyLimitEnabled
    ? words.monthOfLimit({ used, limit: money(wallet.monthlyLimitCents) })
    : wallet.monthlyUsedCents > 0
      ? words.month(used)
      : undefined;
  const room = width - label - gap;
  const whole = month === undefined ? balance : `${balance}${symbols.dot}${month}`;
  return [
    { text: padAfter(cutToWidth(words.label, label, symbols.ellipsis), label + gap) },
    { text: displayWidth(whole) <= room ? whole : cutToWidth(balance, room, symbols.ellipsis) },
  ];
}
