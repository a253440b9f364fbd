/** Tokens of one or more model calls, in the four kinds that Kimi prices differently. */
export interface TokenCounts {
  input: number;
  output: number;
  cacheRead: number;
  cacheCreation: number;
}

/** The agents whose logs KimiBar reads. */
export type LogAgent = 'kimi-code' | 'kimi-cli' | 'opencode' | 'claude-code';

/** Whether a log states that the account's Kimi quota paid, or KimiBar infers it from the model. */
export type Certainty = 'exact' | 'probable';

/** Attended: the user's own prompt started it. Unattended: a schedule or a background task did. */
export type WorkOrigin = 'attended' | 'unattended';

/** The tokens of model calls that have everything but the counts in common. */
export interface TokenUse {
  /** Epoch milliseconds; in the ledger the start of five minutes, or of a UTC day. */
  at: number;
  agent: LogAgent;
  sessionId: string;
  /** `main`, or the sub-agent's own name. */
  subagent: string;
  /** The session's working folder. */
  project: string;
  model: string;
  /** `kimi` if the account's Kimi quota paid, otherwise the provider's own name. */
  provider: string;
  certainty: Certainty;
  origin?: WorkOrigin | undefined;
  tokens: TokenCounts;
  calls: number;
}

/** A moment at which Kimi refused a call because a quota was used up. */
export interface Wall {
  /** Epoch milliseconds. */
  at: number;
  agent: LogAgent;
  sessionId: string;
  /** The agent's own error code. */
  code: string;
  /** The window that was used up, if the refusal names one. */
  window?: 'session' | 'weekly' | 'monthly' | undefined;
}
