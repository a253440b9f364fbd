import type { Words } from '../words.ts';

/** The short name of a weekday; 0 is Monday. */
export function weekday(day: number, locale: string): string {
  // 1 January 2024 was a Monday.
  return new Intl.DateTimeFormat(locale, { weekday: 'short' }).format(new Date(2024, 0, 1 + day));
}

/** A full hour, `09:00` or `9 AM`. */
export function clockHour(hour: number, { locale, hourCycle }: Words['messages']['usage']): string {
  const parts =
    hourCycle === 'h12'
      ? ({ hour: 'numeric' } as const)
      : ({ hour: '2-digit', minute: '2-digit' } as const);
  return new Intl.DateTimeFormat(locale, { ...parts, hourCycle }).format(
    new Date(2024, 0, 1, hour),
  );
}
