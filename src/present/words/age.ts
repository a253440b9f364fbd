import type { Messages } from '../messages/en.ts';

/** How old a reading is, in its largest unit, rounded down: `just now` below a minute, `12m old`, `3h old`, `2d old`. */
export function formatAge(ageMs: number, messages: Pick<Messages, 'usage'>): string {
  const minutes = Math.floor(ageMs / 60_000);
  if (!(minutes >= 1)) return messages.usage.justNow;
  if (minutes < 60) return messages.usage.old(messages.usage.span({ minutes }));
  if (minutes < 1440)
    return messages.usage.old(messages.usage.span({ hours: Math.floor(minutes / 60) }));
  return messages.usage.old(messages.usage.span({ days: Math.floor(minutes / 1440) }));
}
