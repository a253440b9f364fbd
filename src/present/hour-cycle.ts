import type { Messages } from './messages/en.ts';
import type { HourCycle } from './messages/en/usage.ts';

/**
 * Regions whose people write times with AM and PM, by the Unicode CLDR's preferred hour formats.
 * Intl knows them, too, but its first use takes longer than drawing the card.
 */
const halfDayRegions: ReadonlySet<string> = new Set(
  'AE AG AS AU BB BD BH BM BN BS BT CA CO CY DJ DM DO DZ EG ER ET FJ FM GD GH GM GR GU GY HN IN IQ JM JO KH KI KN KR KW LB LC LR LS LY MH MO MP MR MW MY NA NZ OM PA PG PH PK PR PS PW QA SA SB SD SG SL SO SS SV SY SZ TC TD TN TO TT TW UM US VC VE VG VI WS YE ZM'.split(
    ' ',
  ),
);

/** The hour cycle of a locale's region, `en_US.UTF-8` or `en-US`; 24 hours if it names none. */
export function hourCycleOf(locale: string | undefined): HourCycle {
  const region = /^[a-z]{2,3}(?:[-_][A-Z][a-z]{3})?[-_]([A-Z]{2})\b/.exec(locale ?? '')?.[1];
  return region !== undefined && halfDayRegions.has(region) ? 'h12' : 'h23';
}

/** The catalogue with times of day as the reader writes them. */
export function withHourCycle<T extends Pick<Messages, 'usage'>>(
  messages: T,
  hourCycle: HourCycle,
): T {
  return messages.usage.hourCycle === hourCycle
    ? messages
    : { ...messages, usage: { ...messages.usage, hourCycle } };
}
