import { briefFailure } from './failure-text.ts';
import type { Messages } from './messages/en.ts';
import type { UsageView } from './usage-view.ts';
import { formatAge } from './words/time.ts';

/**
 * Source and age of the usage; if it is stale, that, its age and the reason. Empty without usage.
 */
export function usageFacts(
  { fetched, failure }: UsageView,
  messages: Pick<Messages, 'failures' | 'sources' | 'usage'>,
): string[] {
  if (fetched === undefined) return [];
  const age = formatAge(fetched.ageMs, messages);
  const facts = fetched.stale
    ? [messages.usage.stale, age, failure && briefFailure(failure, messages)]
    : [messages.sources.names[fetched.source], fetched.sourceDetail, age];
  return facts.filter((fact) => fact !== undefined);
}
