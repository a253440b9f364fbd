import type { Wallet } from '../../domain/usage-snapshot.ts';
import type { Columns } from './card-columns.ts';
import type { CardLine } from './card-line.ts';
import { cutToWidth, displayWidth, fittingPhrases, padAfter } from '../words/columns.ts';
import { balanceText, walletPhrases } from '../wallet-text.ts';
import type { CardStyle } from './card-style.ts';

const minFullLabelWidth = 100;

/**
 * The label of extra usage; short on a narrow terminal, where it would take room from the meters.
 */
export function walletLabel({ messages, width }: CardStyle): string {
  const { label, shortLabel } = messages.usage.wallet;
  return width < minFullLabelWidth ? shortLabel : label;
}

/**
 * Extra usage below the windows: the balance, and the other phrases as far as there is room. None
 * if not even the amount fits.
 */
export function walletLines(wallet: Wallet, { label, gap }: Columns, style: CardStyle): CardLine[] {
  const { messages, symbols, unicode, width } = style;
  const room = width - label - gap;
  const look = { plain: !unicode };
  const shown = fittingPhrases(walletPhrases(wallet, messages, look), room, symbols.dot);
  const amount = balanceText(wallet, messages, look);
  if (shown.length === 0 && displayWidth(amount) > room) return [];
  const text = shown.length === 0 ? amount : shown.join(symbols.dot);
  const name = cutToWidth(walletLabel(style), label, symbols.ellipsis);
  return [[{ text: padAfter(name, label + gap) }, { text }]];
}
