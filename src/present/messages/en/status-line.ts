import type { FailureKind } from '../../../domain/failure.ts';

/**
 * The few words of a status line. They are loaded on every draw, so keep longer texts elsewhere.
 */
export const statusLine = {
  product: 'Kimi',
  /** The shortest clear names of windows; others are named by their length, `24h`. */
  short: { session: '5h', weekly: '7d', monthly: 'mo', codeWeekly: 'code 7d', other: 'other' },
  days: (count: number) => `${count}d`,
  hours: (count: number) => `${count}h`,
  minutes: (count: number) => `${count}m`,
  /** `share` is a window with its percent, `5h 31%`. */
  left: (share: string) => `${share} left`,
  used: (share: string) => `${share} used`,
  usedUp: 'used up',
  /** `moment`: `17:17`, `Tue 17:12`. */
  back: (moment: string) => `back ${moment}`,
  empty: (moment: string) => `empty ${moment}`,
  emptySoon: 'empty any moment',
  lasts: 'lasts',
  probablyLasts: 'probably lasts',
  /** The window was reset after this usage was fetched. */
  hasReset: 'reset',
  off: 'off',
  noData: 'no data yet',
  failed: failedText,

  refresh: 'Refresh now',
  openConsole: 'Open the Kimi Code Console',
};

function failedText(kind: FailureKind): string {
  switch (kind) {
    case 'credential-missing':
      return 'not signed in';
    case 'credential-rejected':
      return 'sign-in rejected';
    case 'credential-expired':
      return 'sign-in expired';
    case 'plan-or-quota-denied':
      return 'no plan';
    case 'invalid-config':
      return 'config file error';
    case 'invalid-arguments':
      return 'unknown account';
    case 'offline':
      return 'offline';
    default:
      return 'not responding';
  }
}
