import { createTwoFilesPatch } from 'diff';
import type { CommandContext } from '../../command-context.ts';

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

const maxAttempts = 20;

/**
 * Repeats an attempt whose file another program changed meanwhile, so that no edit of that program
 * is lost. Exit code 1 if it keeps changing.
 */
export async function whileChanging(
  { messages, terminal }: CommandContext,
  attempt: () => Promise<number | 'changed'>,
): Promise<number> {
  for (let count = 1; count <= maxAttempts; count += 1) {
    const exitCode = await attempt();
    if (exitCode !== 'changed') return exitCode;
  }
  terminal.err(messages.statuslineSetup.keepsChanging);
  return 1;
}
