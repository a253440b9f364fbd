import type { ServiceState } from '../../../domain/service-status.ts';
import type { UsageSource } from '../../../domain/usage-snapshot.ts';

/** A span in days, hours and minutes; undefined parts are omitted. */
export type CountdownParts = {
  readonly days?: number | undefined;
  readonly hours?: number | undefined;
  readonly minutes?: number | undefined;
};

export type LocalDateParts = {
  readonly weekday: string;
  readonly day: string;
  readonly month: string;
};

/** A local time; `date` is undefined if it is today. */
export type LocalTimeParts = {
  readonly date?: LocalDateParts | undefined;
  /** Hours and minutes, by the hour cycle of the messages. */
  readonly time: string;
};

/**
 * A moment to come: only `time` if it is today, `weekday` and `time` within six days, else the
 * date; the year only if it is far away.
 */
export type MomentParts =
  | { readonly kind: 'today'; readonly time: string }
  | { readonly kind: 'soon'; readonly time: string; readonly weekday: string }
  | ({ readonly kind: 'later'; readonly year?: string | undefined } & LocalDateParts);

export type HourCycle = 'h23' | 'h12';

/** Usage in words, for the card, the page, the tray and status lines. */
const sourceNames: Record<UsageSource, string> = {
  'api-key': 'API key',
  cli: 'Kimi Code login',
  web: 'web session',
};

export const usage = {
  product: 'Kimi Code',
  sourceNames,
  /** A refusal that a log has. */
  wall: (time: string, window: string | undefined) =>
    window === undefined
      ? `Kimi refused at ${time}: usage limit`
      : `Kimi refused at ${time}: ${window.toLowerCase()} limit`,
  /** For numbers and money. */
  locale: 'en-US',
  hourCycle: 'h23' as HourCycle,
  notSaved:
    "Can't write to the data folder, so nothing is cached. Set KIMIBAR_DATA_DIR to a folder you own.",
  /** A line after a failure that is Kimi's own. */
  serviceStatus: ({ state, page }: { state: ServiceState; page: string }) =>
    `Kimi's status page ${serviceStates[state]} (${page}).`,
  keyInOtherVariable:
    'KIMI_API_KEY holds a Kimi Code key, but KimiBar does not read that variable, which belongs to the Open Platform. Put the key in KIMI_CODE_API_KEY.',
  disabled: 'Kimi is turned off. Turn it on with: kimibar config enable',

  refreshedAgo: (seconds: number) =>
    `Refreshed ${seconds} s ago: KimiBar refreshes at most every 10 s, and waits if Kimi asks it to.`,

  now: 'now',
  span: spanText,
  /** The shortest form, for narrow terminals. */
  tightSpan: spanText,
  justNow: 'just now',
  old: (span: string) => `${span} old`,
  localTime: ({ date, time }: LocalTimeParts) =>
    date === undefined ? time : `${date.weekday} ${date.day} ${date.month}, ${time}`,
  /** Sunday first. */
  weekdays: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
  months: 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' '),
  halfDays: ['AM', 'PM'],
  /** A time on a 12-hour clock. */
  halfDayTime: (time: string, half: string) => `${time} ${half}`,
  moment: momentText,
  /** The same in a sentence, with its preposition. */
  atMoment: (parts: MomentParts) => {
    if (parts.kind === 'today') return `at ${parts.time}`;
    if (parts.kind === 'soon') return `on ${parts.weekday} at ${parts.time}`;
    return `on ${momentText(parts)}`;
  },
  nextRefreshIn: (span: string) => `next refresh in ${span}`,

  windows: {
    session: '5-hour',
    weekly: 'Weekly',
    monthly: 'Monthly',
    codeWeekly: 'Code 7-day',
    days: (count: number) => `${count}-day`,
    hours: (count: number) => `${count}-hour`,
    minutes: (count: number) => `${count}-minute`,
    other: 'Other',
  },

  /** `percent` is a number that may carry `<` or `>`, padded if columns are aligned. */
  percentLeft: (percent: string) => `${percent}% left`,
  percentUsed: (percent: string) => `${percent}% used`,
  /** Instead of a percentage when the counters are unreadable. */
  unreadable: 'unreadable',
  /** Between a count and its limit, `61 of 200`. */
  countsOf: ' of ',
  /** For screen readers and logs: one sentence for each window. */
  plain: {
    comma: ', ',
    sentence: (subject: string, facts: readonly string[]) => `${subject}: ${facts.join(', ')}.`,
    withCounts: (share: string, counts: string) => `${share} (${counts})`,
  },
  countsUsed: (used: string, limit: string) => `${used} of ${limit} used`,
  split: ({ code, other }: { code: string; other: string }) =>
    `Kimi Code ${code}%, other Kimi ${other}%`,
  /** The same beside counts, short. */
  splitShort: ({ code, other }: { code: string; other: string }) => `Code ${code} · other ${other}`,

  resetsIn: (span: string) => `resets in ${span}`,
  usedUp: (window: string) => `${window} quota used up`,
  /** `moment`: `17:17`, `Tue 17:12`, `Thu 10 Dec`. */
  resetsAt: (moment: string) => `resets ${moment}`,
  backAt: (moment: string) => `back ${moment}`,
  emptyAt: (moment: string) => `empty ${moment}`,
  inSpan: (span: string) => `, in ${span}`,
  resetsNow: 'resets now',
  /** The reset happened after this usage was fetched. */
  resetSince: 'has been reset since',
  backIn: ({ span, at }: { span: string; at: string }) => `back ${at}, in ${span}`,
  backNow: 'back any moment now',
  stale: 'stale',
  clockAhead: (span: string) => `your clock is ${span} ahead of Kimi's`,
  clockBehind: (span: string) => `your clock is ${span} behind Kimi's`,

  pace: {
    onPace: 'on pace',
    ahead: (points: number) => `${pointsText(points)} ahead of pace`,
    behind: (points: number) => `${pointsText(points)} behind pace`,
    lasts: 'lasts until reset',
    runsOutIn: (span: string) => `runs out in ${span}`,
  },

  wallet: {
    label: 'Extra usage',
    /** For terminals of less than 100 columns. */
    shortLabel: 'Extra',
    balance: (amount: string) => `${amount} left`,
    monthOfLimit: ({ used, limit }: { used: string; limit: string }) =>
      `spent ${used} of ${limit} this month`,
    month: (used: string) => `spent ${used} this month`,
    limit: (limit: string) => `${limit} monthly limit`,
    noLimit: 'no monthly limit',
    off: 'turned off',
  },
};

const serviceStates: Readonly<Record<ServiceState, string>> = {
  operational: 'reports no problem with the API',
  degraded_performance: 'reports that the API is slow',
  partial_outage: 'reports a partial outage of the API',
  major_outage: 'reports a major outage of the API',
  under_maintenance: 'reports maintenance of the API',
};

function pointsText(points: number): string {
  return points === 1 ? '1 point' : `${points} points`;
}

function spanText({ days, hours, minutes }: CountdownParts): string {
  return [
    ...(days === undefined ? [] : [`${days}d`]),
    ...(hours === undefined ? [] : [`${hours}h`]),
    ...(minutes === undefined ? [] : [`${minutes}m`]),
  ].join(' ');
}

function momentText(parts: MomentParts): string {
  if (parts.kind === 'today') return parts.time;
  if (parts.kind === 'soon') return `${parts.weekday} ${parts.time}`;
  const { weekday, day, month, year } = parts;
  return year === undefined ? `${weekday} ${day} ${month}` : `${day} ${month} ${year}`;
}
