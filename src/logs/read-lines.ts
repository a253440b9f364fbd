import type { LogFile } from '../host/files/log-file.ts';
import type { LogLine } from './log-line.ts';

const chunkBytes = 1024 * 1024;
/** A longer line holds an attachment, never a count. */
const maxLineBytes = 16 * chunkBytes;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** One buffer for all files: a thousand of them would wait to be collected. */
let shared: Buffer | undefined;

type Placed = { -readonly [K in keyof LogLine]: LogLine[K] };

/** How far `readLines` came, in bytes from the start of the file. */
export interface LinesRead {
  readonly offset: number;
  /** The start of the last whole line; that of the first read if there was none. */
  readonly lastLineAt: number;
  readonly tooLong: number;
}

/**
 * Gives each whole line from `offset` on to `take`; a last line without its end is left for later,
 * since it may still be written.
 */
export function readLines(file: LogFile, offset: number, take: (line: LogLine) => void): LinesRead {
  let buffer = (shared ??= Buffer.allocUnsafeSlow(chunkBytes));
  let filled = 0;
  let position = offset;
  let consumed = offset;
  let lastLineAt = offset;
  let tooLong = 0;
  let isSkipping = false;
  for (;;) {
    const got = file.read(buffer, filled, position);
    if (got === 0) return { offset: consumed, lastLineAt, tooLong };
    position += got;
    const end = filled + got;
    const bytes = buffer.subarray(0, end);
    // One object for all lines of a part: there are a million of them.
    const line = { bytes, start: 0, end: 0 };
    let start = 0;
    for (let at = bytes.indexOf(lineFeed); at >= 0; at = bytes.indexOf(lineFeed, start)) {
      lastLineAt = isSkipping ? consumed : position - end + start;
      if (!isSkipping && at > start) take(placeLine(line, start, at));
      isSkipping = false;
      start = at + 1;
      consumed = position - end + start;
    }
    filled = isSkipping ? 0 : end - start;
    if (filled > 0 && start > 0) buffer.copyWithin(0, start, end);
    if (filled < buffer.length) continue;
    if (buffer.length < maxLineBytes) buffer = Buffer.concat([buffer], buffer.length * 2);
    else {
      tooLong += 1;
      isSkipping = true;
      filled = 0;
    }
  }
}

function placeLine(line: Placed, start: number, at: number): LogLine {
  line.start = start;
  line.end = line.bytes[at - 1] === carriageReturn ? at - 1 : at;
  return line;
}
