import type { UsageEventKind } from '../../../domain/events/usage-event.ts';

/** A notification: what happened in a few words, and one line to go with it. */
export const events = {
  /** Before the title where the event is a further account's. */
  ofAccount: (account: string, title: string) => `${account} · ${title}`,
  /** Between two facts of the line below. */
  between: ' · ',

  quotaLow: ({ window, left }: { window: string; left: string }) =>
    `${window} quota: ${left} % left`,
  quotaExhausted: (window: string) => `${window} quota used up`,
  quotaReset: (window: string) => `${window} quota has reset`,
  quotaRestored: (window: string) => `${window} quota is back`,
  willRunOut: (window: string) => `${window} quota will not last`,
  emptyIn: (span: string) => `at this pace empty in ${span}`,
  credentialLost: 'Kimi sign-in lost',
  credentialRecovered: 'Kimi sign-in works again',
  serviceFailing: 'Kimi quota cannot be read',
  serviceFailingBody: 'Until it works again the last reading is shown.',
  serviceRecovered: 'Kimi quota can be read again',
  recoveredBody: 'Readings are up to date.',

  /** What each kind means, for lists and settings. */
  meanings: {
    'quota-low': 'a window fell to a threshold',
    'quota-exhausted': 'a window is used up',
    'quota-reset': 'a window began anew',
    'quota-restored': 'a window that was used up can be used again',
    'will-run-out': 'at this pace a window will not last until its reset',
    'credential-lost': 'the sign-in is gone or refused',
    'credential-recovered': 'the sign-in works again',
    'service-failing': 'Kimi could not be read several times in a row',
    'service-recovered': 'Kimi can be read again',
  } satisfies Record<UsageEventKind, string> as Record<UsageEventKind, string>,
};
