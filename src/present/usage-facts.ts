import { briefFailure } from './failure-text.ts';
import type { Messages } from './messages/en.ts';
import type { UsageView } from './usage-view.ts';
import { formatAge } from './words/time.ts';

/** Source and age of the usage; if it is stale, that, its age and the reason. Empty without usage. */
export function usageFacts(
  { reading, failure }: UsageView,
  messages: Pick<Messages, 'failures' | 'sources' | 'usage'>,
): string[] {
  if (reading === undefined) return [];
  const age = formatAge(reading.ageMs, messages);
  const facts = reading.stale
    ? [messages.usage.stale, age, failure && briefFailure(failure, messages)]
    : [messages.sources.readings[reading.source], reading.sourceDetail, age];
  return facts.filter((fact) => fact !== undefined);
}
