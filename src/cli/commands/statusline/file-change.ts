import { createTwoFilesPatch } from 'diff';
import { systemCode } from '../../../host/system-error.ts';

/** A change as `diff -u` shows it. */
export function difference(path: string, before: string, after: string): string {
  return createTwoFilesPatch(path, path, before, after, undefined, undefined, { context: 2 })
    .replace(/^(Index:.*\n)?=+\n/, '')
    .trimEnd();
}

/** A byte order mark is no part of what is edited, and stays. */
export function withoutMark(text: string | undefined): {
  readonly mark: string;
  readonly text: string | undefined;
} {
  return text?.startsWith('\uFEFF') === true
    ? { mark: '\uFEFF', text: text.slice(1) }
    : { mark: '', text };
}

/** The system's word for what went wrong; anything else is a bug and goes on. */
export function codeOf(error: unknown): string {
  const code = systemCode(error);
  if (code === undefined) throw error;
  return code;
}
