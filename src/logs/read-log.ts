import type { LogStamp, LogCursor, LogReading } from '../domain/log-reading.ts';
import type { LogAgent } from '../domain/token-use.ts';
import { openLogFile, type LogFile, type LogFileFacts } from '../host/files/log-file.ts';
import { CallTally } from './call-tally.ts';
import { Digest } from './digest.ts';
import type { LogLine } from './log-line.ts';
import { readLines } from './read-lines.ts';

/** Reads the lines of one log in one format. */
export interface LineParser {
  take(line: LogLine): void;
  /** What it needs to go on later, as JSON; names and counts only. */
  memory(): string;
}

/** A log with lines of JSON, as a corner of this room found it. */
export interface LineLog {
  readonly agent: LogAgent;
  readonly path: string;
  readonly facts: LogFileFacts;
  /** `memory` is what an earlier parser of the same file left; undefined from the start. */
  createParser(tally: CallTally, memory: string | undefined): LineParser;
}

/** True if nothing shows that the file has changed since it was read. */
export function isUnchanged(cursor: LogStamp | undefined, facts: LogFileFacts): boolean {
  return (
    cursor !== undefined &&
    cursor.sizeBytes === facts.sizeBytes &&
    cursor.modifiedAtMs === facts.modifiedAtMs &&
    cursor.inode === facts.inode
  );
}

/**
 * Reads what was appended since the cursor, or the whole file if it is not the one that was read
 * any more. Undefined if it is gone or can't be opened.
 */
export function readLog(
  log: LineLog,
  cursor: LogCursor | undefined,
  isCounted: (digest: number) => boolean,
): LogReading | undefined {
  const file = openLogFile(log.path);
  if (file === undefined) return undefined;
  try {
    const from = cursor !== undefined && continues(file, cursor) ? cursor : undefined;
    // Appended calls are checked as well: a copy may have been read before it was complete.
    const tally = new CallTally(isCounted);
    const parser = log.createParser(tally, from?.memory);
    const read = readLines(file, from?.offset ?? 0, (line) => parser.take(line));
    return {
      cursor: {
        path: log.path,
        agent: log.agent,
        ...file.facts,
        ...marksOf(file, read, from),
        memory: parser.memory(),
        knownLines: (from?.knownLines ?? 0) + tally.knownLines,
        unknownLines: (from?.unknownLines ?? 0) + tally.unknownLines,
        unreadableLines: (from?.unreadableLines ?? 0) + tally.unreadableLines + read.tooLong,
      },
      uses: tally.uses(),
      walls: tally.walls,
      digests: tally.digests(),
    };
  } finally {
    file.close();
  }
}

/** Enough of a line to tell it from any other. */
const maxMarkBytes = 4096;

/** Is this still the file that was read: at least as long, the first and the last line the same? */
function continues(file: LogFile, cursor: LogCursor): boolean {
  const { offset, lastLineAt, inode, headDigest, lastLineDigest } = cursor;
  return (
    file.facts.inode === inode &&
    file.facts.sizeBytes >= offset &&
    lineDigest(file, 0, offset) === headDigest &&
    lineDigest(file, lastLineAt, offset) === lastLineDigest
  );
}

function marksOf(file: LogFile, read: { offset: number; lastLineAt: number }, from?: LogCursor) {
  const { offset } = read;
  const lastLineAt = offset === from?.offset ? from.lastLineAt : read.lastLineAt;
  return {
    offset,
    lastLineAt,
    headDigest: from?.headDigest ?? lineDigest(file, 0, offset),
    lastLineDigest: lineDigest(file, lastLineAt, offset),
  };
}

/** Of the line that starts at `at`, and ends before `limit`. */
function lineDigest(file: LogFile, at: number, limit: number): number {
  const buffer = Buffer.allocUnsafe(Math.max(0, Math.min(maxMarkBytes, limit - at)));
  const got = buffer.length === 0 ? 0 : file.read(buffer, 0, at);
  const end = buffer.subarray(0, got).indexOf(0x0a);
  return new Digest().bytes(buffer.subarray(0, end < 0 ? got : end)).value();
}
