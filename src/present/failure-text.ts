import type { FailureFacts } from '../domain/failure.ts';
import { cleanName, cleanText } from './words/clean-text.ts';
import { formatCountdown } from './words/time.ts';
import type { FailureWords } from './messages/failure-fill.ts';
import type { Messages } from './messages/en.ts';

type FailureMessages = Pick<Messages, 'failures' | 'usage'>;

/**
 * What happened and what to do, as two sentences: those of the code if it has its own, else of the
 * kind. `account` is the named account that failed; commands in the advice then name it.
 */
export function failureWords(
  facts: FailureFacts,
  messages: FailureMessages,
  account?: string,
): FailureWords {
  const { kinds, codes } = messages.failures;
  const subject = cleanSubject(facts.detail?.subject);
  const fill = {
    subject,
    account: cleanName(account),
    wait:
      facts.retryAfterMs === undefined ? undefined : formatCountdown(facts.retryAfterMs, messages),
  };
  const code = facts.detail?.code;
  return code === undefined || code === 'http-status' ? kinds[facts.kind](fill) : codes[code](fill);
}

/** Both sentences in one line. */
export function failureText(
  facts: FailureFacts,
  messages: FailureMessages,
  account?: string,
): string {
  const { what, todo } = failureWords(facts, messages, account);
  return todo === undefined ? what : `${what}${messages.failures.between}${todo}`;
}

/** A few words for a header next to stale usage: `Kimi server error (503)`. */
export function briefFailure(
  { kind, detail }: FailureFacts,
  messages: Pick<Messages, 'failures'>,
): string {
  const status = detail?.code === 'http-status' ? cleanSubject(detail.subject) : undefined;
  return messages.failures.brief[kind](status);
}

/** Paths, URLs and errors about arguments may be longer than names. */
function cleanSubject(subject: string | undefined): string | undefined {
  return subject === undefined ? undefined : cleanText(subject, 1000) || undefined;
}
