import type { Words } from '../words.ts';

/** The short name of a weekday; 0 is Monday. */
export function weekday(day: number, locale: string): string {
  // 1 January 2024 was a Monday.
  return new Intl.DateTimeFormat(locale, { weekday: 'short' }).format(new Date(2024, 0, 1 + day));
}

/** A full hour, `14:00` or `2 PM`. */
export function clockHour(hour: number, { locale, hourCycle }: Words['messages']['usage']): string {
  const minute = hourCycle === 'h12' ? undefined : '2-digit';
  return new Intl.DateTimeFormat(locale, { hour: 'numeric', minute, hourCycle }).format(
    new Date(2024, 0, 1, hour),
  );
}
