import { createTwoFilesPatch } from 'diff';
import { systemCode } from '../../../host/system-error.ts';

/** A change as `diff -u` shows it. */
export function difference(path: string, before: string, after: string): string {
  return createTwoFilesPatch(path, path, before, after, undefined, undefined, { context: 2 })
    .replace(/^(Index:.*\n)?=+\n/, '')
    .trimEnd();
}

/** Splits off a byte order mark, which editors do not see and which stays. */
export function withoutMark(text: string | undefined): {
  readonly mark: string;
  readonly text: string | undefined;
} {
  return text?.startsWith('\uFEFF') === true
    ? { mark: '\uFEFF', text: text.slice(1) }
    : { mark: '', text };
}

/** The code of a system error. Throws anything else, which is a bug. */
export function codeOf(error: unknown): string {
  const code = systemCode(error);
  if (code === undefined) throw error;
  return code;
}
