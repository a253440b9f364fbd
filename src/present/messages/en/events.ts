import type { UsageEventKind } from '../../../domain/events/usage-event.ts';

/** Notifications: a title and one line below it. */
export const events = {
  /** The title of an event that concerns a named account. */
  ofAccount: (account: string, title: string) => `${account} · ${title}`,
  /** The title of a pushed message, whose reader does not see that KimiBar sent it. */
  ofKimi: (title: string) => `Kimi · ${title}`,
  /** Separates two facts in the line below the title. */
  between: ' · ',

  quotaLow: ({ window, left }: { window: string; left: string }) =>
    `${window} quota: ${left}% left`,
  quotaExhausted: (window: string) => `${window} quota used up`,
  quotaReset: (window: string) => `${window} quota has been reset`,
  quotaRestored: (window: string) => `${window} quota is back`,
  willRunOut: (window: string) => `${window} quota will run out early`,
  willRunOutAt: ({ window, moment }: { window: string; moment: string }) =>
    `${window} quota runs out about ${moment}`,
  beforeReset: ({ span, at }: { span: string; at: string }) => `${span} before it resets ${at}`,
  likely: (share: string) => `about ${share} likely`,
  credentialLost: 'Signed out of Kimi',
  credentialRecovered: 'Kimi sign-in works again',
  serviceFailing: "Can't get Kimi usage",
  serviceFailingBody: 'Showing the last known values until it works again.',
  serviceRecovered: 'Kimi usage is back',
  recoveredBody: 'Usage is up to date.',

  drainsFaster: (window: string) => `${window} quota drains faster`,
  lastsLonger: (window: string) => `${window} quota lasts longer`,
  pointPrice: ({ before, now, since }: { before: string; now: string; since: string }) =>
    `One point took ${before} tokens; since ${since} it takes ${now}.`,

  /** What each kind means, for `hooks list`. */
  meanings: {
    'quota-low': 'a quota dropped to an alert level and may not last until its reset',
    'quota-exhausted': 'a quota is used up',
    'quota-reset': 'a quota was reset',
    'quota-restored': 'an exhausted quota is available again',
    'will-run-out': 'a quota will probably run out before it resets',
    'credential-lost': 'the sign-in is missing, expired or rejected',
    'credential-recovered': 'the sign-in works again',
    'service-failing': 'three requests to Kimi in a row failed',
    'service-recovered': 'requests to Kimi work again',
    'price-changed': 'a point of a quota takes clearly more or fewer tokens than before',
  } satisfies Record<UsageEventKind, string> as Record<UsageEventKind, string>,
};
