import type { KnownLogs, LogReading } from '../domain/log-reading.ts';
import type { LogAgent } from '../domain/token-use.ts';
import type { LogFileFacts } from '../host/files/log-file.ts';

/** A log that exists. */
export interface FoundLog {
  readonly agent: LogAgent;
  readonly path: string;
  readonly facts: LogFileFacts;
}

/** A log that is about to be read. */
export interface ReadableLog extends FoundLog {
  /** Synchronous, so that it can run within a transaction. Undefined if the log is gone by now. */
  read(known: KnownLogs): LogReading | undefined;
}

/** One agent's logs on this machine. */
export interface LogCorner {
  readonly agent: LogAgent;
  /** Lists the logs. Opens none. Never rejects. */
  find(): Promise<readonly FoundLog[]>;
  /** Reads what is needed to understand these logs, of those found last; in the order to read them. */
  prepare(logs: readonly FoundLog[]): Promise<readonly ReadableLog[]>;
}
