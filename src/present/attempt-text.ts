import type { Attempt } from '../domain/attempt.ts';
import type { FailureCode } from '../domain/failure.ts';
import { kimiSites, type KimiSite } from '../domain/kimi-site.ts';
import { cleanName } from './words/clean-text.ts';
import { failureWords } from './failure-text.ts';
import type { Messages } from './messages/en.ts';

type AttemptMessages = Pick<Messages, 'failures' | 'sources' | 'usage'>;

/** A tried source in words: its name, the outcome, and what to do. */
export type AttemptWords = {
  readonly place: string;
  readonly outcome: string;
  /** The reason, if it says more than the outcome. */
  readonly reason?: string | undefined;
  readonly todo?: string | undefined;
};

/**
 * An attempt in words. `place` includes the browser and profile, if there are several; advice
 * is for the service `site`.
 */
export function attemptWords(
  attempt: Attempt,
  messages: AttemptMessages,
  site: KimiSite = 'mainland',
): AttemptWords {
  const { places, outcomes } = messages.sources;
  const detail = cleanName(attempt.detail);
  const words = reasonWords(attempt, messages, site);
  return {
    place: detail === undefined ? places[attempt.source] : `${places[attempt.source]} · ${detail}`,
    outcome: outcomes[attempt.outcome],
    reason: words?.what,
    todo: words?.todo === undefined ? undefined : words.todo,
  };
}

/** The reason in words; undefined if the attempt has none. */
function reasonWords(
  { source, reason, kind }: Attempt,
  messages: AttemptMessages,
  site: KimiSite,
): { what: string; todo?: string | undefined } | undefined {
  if (reason !== undefined && isPlaceReason(reason, messages))
    return messages.sources.reasons[reason](source, kimiSites[site].host);
  // All other reasons are failure codes, which say more than the kind.
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
  Exclude<
    FailureCode,
    | 'open-platform-key'
    | 'jwt-as-api-key'
    | 'unusable-key'
    | 'api-key-locked'
    | 'api-key-unreachable'
  >
> {
  return Object.hasOwn(messages.sources.reasons, reason);
}
