import type { LogAgent, TokenUse, Wall } from './token-use.ts';

/** What shows whether a log has changed since it was read. */
export interface LogStamp {
  agent: LogAgent;
  inode: number;
  sizeBytes: number;
  modifiedAtMs: number;
}

/**
 * How far a log was read. Agents rewrite their logs, so the position only counts while the file
 * still begins and ends as it was read.
 */
export interface LogCursor extends LogStamp {
  path: string;
  /** Bytes read, up to the end of a line. */
  offset: number;
  /** Digest of the first line. */
  headDigest: number;
  /** The start of the last line read, and its digest. */
  lastLineAt: number;
  lastLineDigest: number;
  /** What the format's reader needs to go on, as JSON; names and counts only. */
  memory: string;
  /** Lines in the format that the reader knows. */
  knownLines: number;
  unknownLines: number;
  unreadableLines: number;
}

/** What one reading of a log added. */
export interface LogReading {
  cursor: LogCursor;
  /** Folded to five minutes, without calls that were counted before. */
  uses: readonly TokenUse[];
  walls: readonly Wall[];
  /** One number for each call in `uses`, by which it is recognised in copies of the log. */
  digests: Float64Array;
}

/** What is known of a log before it is read. */
export interface KnownLogs {
  cursorOf(path: string): LogCursor | undefined;
  /** Was this call counted before, in whatever log? */
  isCounted(digest: number): boolean;
}
