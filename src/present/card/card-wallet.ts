import type { Wallet } from '../../domain/usage-snapshot.ts';
import type { Columns } from './card-columns.ts';
import type { CardLine } from './card-line.ts';
import { cutToWidth, displayWidth, padAfter } from '../words/display-width.ts';
import { formatMoney } from '../words/money.ts';
import type { CardStyle } from './card-style.ts';

const minFullLabelWidth = 60;

/** The label of extra usage; short on a narrow terminal, where it would take room from the meters. */
export function walletLabel({ messages, width }: CardStyle): string {
  const { label, shortLabel } = messages.usage.wallet;
  return width < minFullLabelWidth ? shortLabel : label;
}

/** Extra usage below the windows: the balance, and this month's spending if there is room. */
export function walletLine(wallet: Wallet, { label, gap }: Columns, style: CardStyle): CardLine {
  const { messages, symbols, unicode, width } = style;
  const words = messages.usage.wallet;
  const money = (cents: number): string =>
    formatMoney(cents, wallet.currency, { locale: messages.usage.locale, plain: !unicode });
  const balance = words.balance(money(wallet.balanceCents));
  const used = money(wallet.monthlyUsedCents);
  const month = wallet.monthlyLimitEnabled
    ? words.monthOfLimit({ used, limit: money(wallet.monthlyLimitCents) })
    : wallet.monthlyUsedCents > 0
      ? words.month(used)
      : undefined;
  const room = width - label - gap;
  const whole = month === undefined ? balance : `${balance}${symbols.dot}${month}`;
  return [
    { text: padAfter(cutToWidth(walletLabel(style), label, symbols.ellipsis), label + gap) },
    { text: displayWidth(whole) <= room ? whole : cutToWidth(balance, room, symbols.ellipsis) },
  ];
}
