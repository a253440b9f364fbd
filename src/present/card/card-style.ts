import type { unicodeSymbols } from './card-line.ts';
import type { Messages } from '../messages/en.ts';
import type { UsageRow } from '../usage-view.ts';

/** When a window comes back: in words, and as the time alone for where room is short. */
export type ResetWords = {
  long(resets: UsageRow['resets'], messages: Messages): string;
  short(resets: UsageRow['resets'], messages: Messages): string;
};

export type CardStyleOptions = {
  /** Columns of the terminal; below 40 it is drawn as for 40. */
  readonly width: number;
  /** False draws with ASCII alone. */
  readonly unicode: boolean;
  readonly messages: Messages;
  /** IANA name; the system's where absent. */
  readonly timeZone?: string | undefined;
  /** How the card says when windows come back; to the minute where absent. */
  readonly resetWords?: ResetWords;
};

/** What the parts of the card share. */
export type CardStyle = CardStyleOptions & { readonly symbols: typeof unicodeSymbols };
