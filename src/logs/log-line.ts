import { isObject } from '../domain/shape.ts';

/** One line of a log, as bytes in a buffer that is used again for the next. */
export interface LogLine {
  readonly bytes: Buffer;
  readonly start: number;
  /** Without the line end. */
  readonly end: number;
}

/**
 * The JSON object of a line; undefined if it is none. The error of `JSON.parse` quotes the text, so
 * it is dropped here.
 */
export function parseLine({
  bytes,
  start,
  end,
}: LogLine): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8', start, end));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const openBrace = 0x7b;
const closeBrace = 0x7d;

/** Does a line look like a JSON object, from its first and last byte? */
export function looksLikeObject({ bytes, start, end }: LogLine): boolean {
  return bytes[start] === openBrace && bytes[end - 1] === closeBrace;
}
