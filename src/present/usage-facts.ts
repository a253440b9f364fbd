import { briefFailure } from './failure-text.ts';
import type { Messages } from './messages/en.ts';
import type { UsageView } from './usage-view.ts';
import { formatAge, formatCountdown } from './words/time.ts';

/**
 * Source and age of the usage; if it is stale, that, its age and the reason. A clock that differs
 * from Kimi's. Empty without usage.
 */
export function usageFacts(
  { fetched, failure }: UsageView,
  messages: Pick<Messages, 'failures' | 'usage'>,
): string[] {
  if (fetched === undefined) return [];
  const age = formatAge(fetched.ageMs, messages);
  const facts = fetched.stale
    ? [messages.usage.stale, age, failure && briefFailure(failure, messages)]
    : [messages.usage.sourceNames[fetched.source], fetched.sourceDetail, age];
  return [...facts, clockText(fetched.clockOffsetMs, messages)].filter(
    (fact) => fact !== undefined,
  );
}

/** `your clock is 3h ahead of Kimi's`; undefined if it is right. */
export function clockText(
  offsetMs: number | undefined,
  messages: Pick<Messages, 'usage'>,
): string | undefined {
  if (offsetMs === undefined) return undefined;
  const minutes = Math.round(Math.abs(offsetMs) / 60_000);
  const span = formatCountdown(minutes * 60_000, messages);
  return offsetMs > 0 ? messages.usage.clockAhead(span) : messages.usage.clockBehind(span);
}
