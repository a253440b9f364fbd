import type { Attempt } from '../domain/attempt.ts';
import type { Diagnosis, PlaceDiagnosis } from '../domain/diagnosis.ts';
import { attemptWords } from './attempt-text.ts';
import type { Messages } from './messages/en.ts';

/** A source with a sign-in: usable, blocked, or expired, with what to do. */
export type FoundSignIn = {
  readonly state: 'usable' | 'shut' | 'spent';
  readonly place: string;
  /** Why it can't be used. */
  readonly reason?: string | undefined;
  readonly todo?: string | undefined;
};

/** Reasons which imply that a sign-in exists. */
export const impliesSignIn: ReadonlySet<string> = new Set([
  'renewable',
  'expired',
  'signed-out',
  'unreadable',
  'too-large',
  'not-recognised',
]);

/** The sources in which something was found, in their order. */
export function foundSignIns(
  { places, site }: Diagnosis,
  messages: Messages,
): readonly FoundSignIn[] {
  return places.flatMap((place): FoundSignIn[] => {
    if (place.state === 'skipped' || (place.state === 'absent' && !impliesSignIn.has(place.reason)))
      return [];
    const { place: name, reason, todo } = attemptWords(attemptOf(place), messages, site);
    if (place.state === 'found') return [{ state: 'usable', place: name }];
    const why = {
      reason,
      todo,
    };
    return [{ state: place.state === 'blocked' ? 'shut' : 'spent', place: name, ...why }];
  });
}

function attemptOf(place: Exclude<PlaceDiagnosis, { state: 'skipped' }>): Attempt {
  const detail =
    place.state === 'found'
      ? place.detail
      : place.source === 'browser'
        ? place.location.split(/: |, /)[0]
        : undefined;
  return {
    source: place.source,
    outcome: 'absent',
    detail: place.source === 'desktop' ? undefined : detail,
    reason: 'reason' in place ? place.reason : undefined,
  };
}
