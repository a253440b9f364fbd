import type { Attempt } from '../domain/attempt.ts';
import type { FailureCode } from '../domain/failure.ts';
import { cleanName } from './words/clean-text.ts';
import { failureWords } from './failure-text.ts';
import type { Messages } from './messages/en.ts';

type AttemptMessages = Pick<Messages, 'failures' | 'sources' | 'usage'>;

/** One place that was tried, in words: its name, what came of it, and what a person can do. */
export type AttemptWords = {
  readonly place: string;
  readonly outcome: string;
  /** Why, where there is more to say than the outcome does. */
  readonly reason?: string | undefined;
  readonly todo?: string | undefined;
};

/** The words of one attempt. `place` names the browser and profile where one of several is meant. */
export function attemptWords(attempt: Attempt, messages: AttemptMessages): AttemptWords {
  const { places, outcomes } = messages.sources;
  const detail = cleanName(attempt.detail);
  const words = reasonWords(attempt, messages);
  return {
    place: detail === undefined ? places[attempt.source] : `${places[attempt.source]} · ${detail}`,
    outcome: outcomes[attempt.outcome],
    reason: words === undefined ? undefined : words.what,
    todo: words?.todo === undefined ? undefined : words.todo,
  };
}

/** What a reason means at its place; undefined where the attempt gives none. */
function reasonWords(
  { source, reason, kind }: Attempt,
  messages: AttemptMessages,
): { what: string; todo?: string | undefined } | undefined {
  if (reason !== undefined && isPlaceReason(reason, messages))
    return messages.sources.reasons[reason](source);
  // Every other reason is a failure's own code: it says more than the kind, which is the fallback.
  if (kind === undefined) return undefined;
  return failureWords(
    { kind, detail: reason === undefined ? undefined : { code: reason } },
    messages,
  );
}

function isPlaceReason(
  reason: NonNullable<Attempt['reason']>,
  messages: AttemptMessages,
): reason is Exclude<
  NonNullable<Attempt['reason']>,
  Exclude<FailureCode, 'open-platform-key' | 'jwt-as-api-key'>
> {
  return Object.hasOwn(messages.sources.reasons, reason);
}
