import type { Messages } from '../messages/en.ts';
import type { LocalDateParts } from './time-parts.ts';

/** A moment (epoch milliseconds) on the person's own clock: `Mon 24 Nov, 15:23`, or `15:23` today. `timeZone` undefined is the system's. */
export function formatLocalTime(
  atMs: number,
  nowMs: number,
  timeZone: string | undefined,
  messages: Pick<Messages, 'usage'>,
): string {
  const format = new Intl.DateTimeFormat(messages.usage.locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  });
  const at = partsOf(format, atMs);
  const now = partsOf(format, nowMs);
  const sameDay = Math.abs(atMs - nowMs) < 86_400_000 && at.date.day === now.date.day;
  return messages.usage.localTime(sameDay ? { time: at.time } : at);
}

/** Some versions of the language data count 月 to the month, some do not. */
function partsOf(format: Intl.DateTimeFormat, ms: number): { date: LocalDateParts; time: string } {
  const found = new Map(format.formatToParts(ms).map(({ type, value }) => [type, value]));
  const part = (type: Intl.DateTimeFormatPartTypes): string => found.get(type) ?? '';
  return {
    date: { weekday: part('weekday'), day: part('day'), month: part('month').replace('月', '') },
    time: `${part('hour')}:${part('minute')}`,
  };
}
