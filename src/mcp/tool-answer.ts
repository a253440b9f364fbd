import type { UsageApp } from '../app/usage-app.ts';
import type { Breakdown, BreakdownKey, PointRange } from '../domain/breakdown.ts';
import type { FailureFacts } from '../domain/failure.ts';
import type { WindowId } from '../domain/quota-window.ts';
import type { UsageOutcome } from '../domain/usage-snapshot.ts';
import type { Clock } from '../host/host.ts';
import type { Messages } from '../present/messages/en.ts';
import type { ToolArguments } from './tool-arguments.ts';
import type { ToolName } from './tool-table.ts';

/** A call whose arguments were checked. */
export type ToolCall = {
  readonly name: ToolName;
  readonly args: ToolArguments;
  readonly signal: AbortSignal;
};

/** What a tool found out. `text` says the same to clients that show no structured content. */
export type ToolAnswer = {
  readonly isError?: true | undefined;
  readonly text: string;
  readonly content: object;
};

export type BreakdownQuery = {
  readonly by: BreakdownKey;
  /** As `--since` takes it. */
  readonly since?: string | undefined;
  readonly windowId?: WindowId | undefined;
  readonly limit: number;
  /** The main account if undefined. */
  readonly account?: string | undefined;
  readonly logsShared: boolean;
};

/** Local logs, which only `app` opens. */
export type LogQueries = {
  readBreakdown(query: BreakdownQuery): Promise<Breakdown>;
  /**
   * What the last finished session of the client's folder took of these windows; windows of which
   * that is unknown are missing.
   */
  lastSessionPoints(
    windows: readonly WindowId[],
    account: string | undefined,
  ): Promise<ReadonlyMap<WindowId, PointRange>>;
};

/** What the tools answer from. */
export type ToolWorld = {
  readonly clock: Clock;
  readonly messages: Messages;
  readonly app: UsageApp;
  readonly logs: LogQueries;
};

/** The usage that a call is answered with. */
export type AskedUsage = {
  readonly account?: string | undefined;
  readonly outcome: UsageOutcome;
};

/** An answer that says why there is none. */
export function failedAnswer({ kind }: FailureFacts, text: string): ToolAnswer {
  return { isError: true, text, content: { error: { reason: kind, message: text } } };
}
