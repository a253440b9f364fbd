import type { Symbols } from './card-line.ts';
import type { CoreMessages } from '../messages/en/core.ts';
import type { CountdownWords } from '../words/time.ts';

export type CardStyleOptions = {
  /** Columns of the terminal; below 10 it is drawn as for 10. */
  readonly width: number;
  /** False draws with ASCII only. */
  readonly unicode: boolean;
  readonly messages: CoreMessages;
  /** IANA name; the system's if absent. */
  readonly timeZone?: string | undefined;
  /** Leaves out why usage is stale, because that is said below the card. */
  readonly withoutReason?: boolean | undefined;
  /** Leaves out product, plan and source, if there is hardly room for the answer. */
  readonly withoutHeader?: boolean | undefined;
  /** To the minute if absent. */
  readonly countdown?: CountdownWords | undefined;
};

/** What the parts of the card share. */
export type CardStyle = CardStyleOptions & { readonly symbols: Symbols };
