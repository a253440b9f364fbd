import type { CountdownParts, LocalTimeParts } from '../../words/time-parts.ts';

/** The words of a reading: card, page, tray and status lines speak with these. */
export const usage = {
  product: 'Kimi Code',
  /** For numbers, money and dates by Intl. */
  locale: 'en-US',
  unkept:
    "The data folder can't be written to: the next run has to ask Kimi again. KIMIBAR_DATA_DIR names another folder.",
  disabled: 'Kimi is switched off. Switch it on with: kimibar config enable --provider kimi',

  now: 'now',
  span: spanText,
  /** The same in as few columns as can be, for narrow terminals. */
  tightSpan: spanText,
  justNow: 'just now',
  old: (span: string) => `${span} old`,
  localTime: ({ date, time }: LocalTimeParts) =>
    date === undefined ? time : `${date.weekday} ${date.day} ${date.month}, ${time}`,
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

  /** `percent` is a number that may carry `<` or `>`, padded where columns are aligned. */
  percentLeft: (percent: string) => `${percent} % left`,
  percentUsed: (percent: string) => `${percent} % used`,
  /** In place of the percentage where the counters could not be read. */
  unreadable: 'unreadable',
  countsUsed: (used: string, limit: string) => `${used} of ${limit} used`,
  split: ({ code, other }: { code: string; other: string }) =>
    `Code used ${code} %, other Kimi ${other} %`,

  resetsIn: (span: string) => `resets in ${span}`,
  resetsNow: 'resets now',
  /** The reset came after this reading was taken. */
  resetSince: 'has reset since',
  usedUp: (window: string) => `${window} quota used up`,
  backIn: ({ span, at }: { span: string; at: string }) => `back in ${span} (${at})`,
  backNow: 'back any moment',
  stale: 'stale',

  pace: {
    onPace: 'on pace',
    inDeficit: (points: number) => `${points}% in deficit`,
    inReserve: (points: number) => `${points}% in reserve`,
    expected: (percent: number) => `expected ${percent}% used`,
    lasts: 'lasts until reset',
    emptyIn: (span: string) => `projected empty in ${span}`,
    runsOutIn: (span: string) => `runs out in ${span}`,
  },

  wallet: {
    label: 'Extra',
    left: ({ balance, total }: { balance: string; total: string }) => `${balance} of ${total} left`,
    monthOfLimit: ({ used, limit }: { used: string; limit: string }) =>
      `${used} of ${limit} this month`,
    month: (used: string) => `${used} this month`,
  },
};

function spanText({ days, hours, minutes }: CountdownParts): string {
  return [
    ...(days === undefined ? [] : [`${days}d`]),
    ...(hours === undefined ? [] : [`${hours}h`]),
    ...(minutes === undefined ? [] : [`${minutes}m`]),
  ].join(' ');
}
