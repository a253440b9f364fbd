import type { Certainty, LogAgent, TokenCounts, TokenUse } from './token-use.ts';

/** A time, and how finely it is divided: not at all by default. Epoch milliseconds. */
export interface UseSpan {
  readonly sinceMs: number;
  /** Exclusive. */
  readonly untilMs: number;
  readonly everyMs?: number | undefined;
  /** Leave out what was imported from other computers. */
  readonly ownOnly?: boolean | undefined;
}

/** Token use of one kind, with the start of its last five minutes. */
export interface KindUse extends TokenUse {
  readonly lastAt: number;
}

/** All tokens of Kimi's plan that this computer has counted for one model and project. */
export interface TokenTotal {
  readonly model: string;
  /** The name of the project's folder. */
  readonly project: string;
  readonly tokens: TokenCounts;
}

/** What is known of one agent's logs. */
export interface LogTotals {
  readonly agent: LogAgent;
  readonly files: number;
  readonly bytes: number;
  readonly unreadableLines: number;
  readonly unknownLines: number;
  /** `probable` if some of its calls are Kimi quota only by the look of the model. */
  readonly certainty: Certainty;
}
