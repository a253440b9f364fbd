import { logsShared } from './breakdown.ts';

/** The page's charts: burn-down, rhythm, resets to come, and where the quota went. */
export const chart = {
  heading: (window: string) => `${window} window`,
  shareLeft: 'Remaining',
  shareUsed: 'Used',
  evenPace: 'even pace',
  window: 'Quota',
  account: 'Account',
  mainAccount: 'Main account',
  range: 'Time range',
  ranges: { window: 'This window', '24h': '24h', '7d': '7d', '30d': '30d', '365d': '1y' },
  rangesLong: {
    window: 'this window',
    '24h': 'the last 24 hours',
    '7d': 'the last 7 days',
    '30d': 'the last 30 days',
    '365d': 'the last year',
  },
  loading: 'Loading history…',
  empty: 'No data for this period yet. The chart starts with the next refresh.',
  emptyUnreadable: 'No data for this period: Kimi sends no usable numbers for this quota.',
  begins: 'Recording started here; the chart fills in over time.',
  failed: "The history can't be loaded.",
  keys: 'Use the arrow keys to move the cursor',
  pointer: 'Point in time',
  now: (time: string) => `now ${time}`,
  fullAt: (time: string) => `full ${time}`,
  emptyAt: (time: string) => `empty ${time}`,
  forSpan: (span: string) => `for ${span}`,
  usedUp: 'used up',
  /** The line below `usedUp`. */
  since: (time: string) => `since ${time}`,
  expected: ({ share, low, high }: { share: string; low: string; high: string }) =>
    `about ${share} expected (${low} to ${high})`,
  summary: ({
    range,
    from,
    to,
    isLeft,
    dry,
    waited,
  }: {
    range: string;
    from: string;
    to: string;
    isLeft: boolean;
    dry: number;
    waited: string;
  }) =>
    [
      `In ${range}: from ${from}% to ${to}% ${isLeft ? 'left' : 'used'}`,
      dry === 0 ? 'never used up.' : `used up ${times(dry)}, ${waited} waited.`,
    ].join(', '),
  table: 'Show as table',
  day: ({ day, month }: { day: string; month: string }) => `${day} ${month}`,
  time: 'Time',
  requests: 'Requests used',
  even: (percent: string) => `even pace ${percent}%`,
};

export const rhythm = {
  heading: 'Your rhythm',
  span: (days: number) => `last ${days} days`,
  grid: 'Use by weekday and hour',
  learning: (days: number) =>
    `KimiBar has seen ${days === 0 ? 'no day' : days === 1 ? 'one day' : `${days} days`} of your work so far. After three, this shows when you use most.`,
  cell: ({ day, hour, points }: { day: string; hour: string; points: string }) =>
    `${day} ${hour}: ${points} points an hour`,
  cellDry: (text: string) => `${text}, ran dry`,
  dayRange: ({ first, last }: { first: string; last: string }) => `${first}–${last}`,
  busiest: ({ days, from, to }: { days: string; from: string; to: string }) =>
    `Busiest ${days}, ${from}–${to}.`,
  everyDay: 'every day',
  dry: ({ count, waited }: { count: number; waited: string }) =>
    `Used up ${times(count)}, ${waited} waited.`,
  neverDry: 'Never used up.',
  expired: ({ window, share }: { window: string; share: string }) =>
    `${window}: on average ${share} expires unused.`,
};

export const resetStrip = {
  heading: 'Resets',
  label: 'Resets of the next seven days',
  now: 'now',
};

export const breakdown = {
  heading: 'Where it went',
  by: 'Group by',
  keys: { project: 'Projects', session: 'Sessions', model: 'Models' },
  elsewhere: 'Elsewhere',
  elsewhereHint: 'Another computer, Kimi chat or another key: no log on this computer explains it.',
  others: (count: number) => (count === 1 ? '1 more' : `${count} more`),
  share: (points: string) => `${points} points`,
  tokens: (count: string) => `${count} tokens`,
  sessions: (count: number) => (count === 1 ? '1 session' : `${count} sessions`),
  since: ({ window, at }: { window: string; at: string }) => `${window} window, since ${at}`,
  sinceTime: (at: string) => `since ${at}`,
  estimate: 'Points are estimates. In tests, the range held the truth 3 times out of 4.',
  noQuota:
    'Tokens from the logs on this computer. Points follow once KimiBar has seen the quota move.',
  logsShared,
  coverage: (share: string) => `Usage data covers ${share} of this time.`,
  empty: 'No log of Kimi Code or another agent on this computer mentions this time.',
  failed: "The logs can't be read right now.",
  loading: 'Reading the logs…',
  all: 'All',
  back: 'Back',
  hours: 'Hour by hour',
  days: 'Day by day',
  hour: ({ at, amount }: { at: string; amount: string }) => `${at}: ${amount}`,
  price: ({ now, before, since }: { now: string; before: string; since: string }) =>
    `One point is ${now} tokens since ${since}; before, it was ${before}.`,
  unnamed: 'unnamed',
};

export const accountTable = {
  account: 'Account',
  outlook: 'Outlook',
  canGoOn: ({ count, all }: { count: string; all: string }) =>
    count !== all
      ? `${count} of ${all} accounts can go on.`
      : `${all === '2' ? 'Both' : `All ${all}`} accounts can go on.`,
  unknown: (count: number) => (count === 1 ? 'One is unknown.' : `${count} are unknown.`),
  mostRoom: (account: string) => `Most room: ${account}.`,
  nextBack: ({ account, at }: { account: string; at: string }) => `Next back: ${account} ${at}.`,
  showAll: (count: string) => `Show all ${count} accounts`,
};

function times(count: number): string {
  return count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`;
}
