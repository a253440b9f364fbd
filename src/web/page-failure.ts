import type { FailureFacts } from '../domain/failure.ts';
import { failureWords } from '../present/failure-text.ts';
import type { Answer } from './live/daemon-api.ts';
import type { Words } from './words.ts';

/**
 * What happened, in the terminal's words; what to do, in the page's if it can be done here. The
 * page's settings are the main account's, so a named account gets the terminal's advice.
 */
export function pageFailure(
  facts: FailureFacts,
  { messages, page }: Words,
  account?: string,
): { readonly what: string; readonly todo?: string | undefined } {
  // The header counts down to the next request; a second countdown would not tick.
  const { what, todo } = failureWords({ ...facts, retryAfterMs: undefined }, messages, account);
  if (account !== undefined) return { what, todo };
  const own =
    page.todo[facts.detail?.code ?? facts.kind] ??
    (facts.detail?.code === 'http-status' ? page.todo[facts.kind] : undefined);
  const advice = own ?? todo;
  return advice === undefined ? { what } : { what, todo: advice };
}

/** Why the daemon rejected a request. */
export function refusalText(
  answer: Exclude<Answer<unknown>, { kind: 'ok' }>,
  words: Words,
): string {
  if (answer.kind !== 'refused') return words.page.settings.testFailed;
  return answer.failure === undefined ? answer.why : failureLine(answer.failure, words);
}

/** What happened and what to do, in one line next to the field that it is about. */
export function failureLine(facts: FailureFacts, words: Words): string {
  const { what, todo: advice } = pageFailure(facts, words);
  const todo = words.page.todoHere[facts.detail?.code ?? facts.kind] ?? advice;
  return todo === undefined ? what : `${what}${words.messages.failures.between}${todo}`;
}
