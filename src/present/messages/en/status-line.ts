import type { FailureKind } from '../../../domain/failure.ts';

/** The few words of a status line. They are loaded on every draw: longer texts stand elsewhere. */
export const statusLine = {
  product: 'Kimi',
  /** Names of windows as short as they are understood; others go by their length, `24h`. */
  short: { session: '5h', weekly: '7d', monthly: 'mo', codeWeekly: 'code 7d', other: 'other' },
  days: (count: number) => `${count}d`,
  hours: (count: number) => `${count}h`,
  minutes: (count: number) => `${count}m`,
  used: (percent: string) => `${percent} used`,
  usedUp: 'used up',
  backIn: (span: string) => `back in ${span}`,
  /** The window began anew after the reading was taken. */
  hasReset: 'reset',
  off: 'off',
  noReading: 'no reading yet',
  failed: failedText,

  refresh: 'Refresh now',
  openConsole: 'Open the Kimi Code Console',
};

function failedText(kind: FailureKind): string {
  switch (kind) {
    case 'credential-missing':
      return 'no key found';
    case 'credential-rejected':
      return 'key refused';
    case 'credential-expired':
      return 'sign-in expired';
    case 'plan-or-quota-denied':
      return 'no plan';
    case 'invalid-config':
      return 'config file broken';
    case 'offline':
      return 'offline';
    default:
      return 'not answering';
  }
}
