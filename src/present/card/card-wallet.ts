import type { Wallet } from '../../domain/usage-snapshot.ts';
import type { Columns } from './card-columns.ts';
import type { CardLine } from './card-line.ts';
import { cutToWidth, displayWidth, padAfter } from '../words/columns.ts';
import { walletPhrases } from '../wallet-text.ts';
import type { CardStyle } from './card-style.ts';

const minFullLabelWidth = 60;

/**
 * The label of extra usage; short on a narrow terminal, where it would take room from the meters.
 */
export function walletLabel({ messages, width }: CardStyle): string {
  const { label, shortLabel } = messages.usage.wallet;
  return width < minFullLabelWidth ? shortLabel : label;
}

/** Extra usage below the windows: the balance, and the other phrases as far as there is room. */
export function walletLine(wallet: Wallet, { label, gap }: Columns, style: CardStyle): CardLine {
  const { messages, symbols, unicode, width } = style;
  const room = width - label - gap;
  const [balance, ...notes] = walletPhrases(wallet, messages, { plain: !unicode });
  let text = cutToWidth(balance, room, symbols.ellipsis);
  for (const note of notes) {
    const longer = `${text}${symbols.dot}${note}`;
    if (displayWidth(longer) > room) break;
    text = longer;
  }
  return [
    { text: padAfter(cutToWidth(walletLabel(style), label, symbols.ellipsis), label + gap) },
    { text },
  ];
}
