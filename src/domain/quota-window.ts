/**
 * A quota window: some allowance over some time.
 * `session` is the rolling 5-hour rate limit, `weekly` the membership's requests, `monthly` the shared pool of newer
 * subscriptions, `code-weekly` a separate 7-day row of the web gateway. Other lengths are named by their minutes;
 * a window whose length the service did not say in a known unit is `rate-unknown` (`rate-unknown-2` …).
 */
export type WindowId = 'session' | 'weekly' | 'monthly' | 'code-weekly' | `rate-${string}`;

/** Could a text that a person wrote be the name of a window? */
export function isWindowId(text: string): text is WindowId {
  return /^(session|weekly|monthly|code-weekly|rate-[\w-]{1,40})$/.test(text);
}

/** One quota window as read, in plain numbers. */
export type QuotaWindow = {
  readonly id: WindowId;
  /** The service's own name for it, if it gave one. Untrusted text: strip control characters before showing it. */
  readonly label?: string | undefined;
  /** 0..100, never NaN. An overdrawn window stays at 100 while `used` may exceed `limit`. */
  readonly usedPercent: number;
  readonly used?: number | undefined;
  readonly limit?: number | undefined;
  readonly remaining?: number | undefined;
  /** `percent` where the service counts in hundredths (every limit 100) or gives a ratio; never call percent requests. */
  readonly unit: 'requests' | 'percent';
  /** Absent where the service's unit is unknown or the counters are unreliable; the monthly pool follows the billing cycle and has none. */
  readonly lengthMinutes?: number | undefined;
  readonly resetsAtMs?: number | undefined;
  /** False where neither `used` nor `remaining` could be read: the gauge is a guess and says so. */
  readonly reliable: boolean;
  /** Of the monthly pool: Kimi Code's share of it and everything else's, in percent of the whole pool. */
  readonly split?: { readonly codePercent: number; readonly otherPercent: number } | undefined;
};

export const sessionMinutes = 300;
export const weeklyMinutes = 10_080;
/** What the monthly pool counts as where a number of minutes is asked for: 30 days. */
export const monthlyMinutes = 43_200;

/** True when nothing is left in a window whose counters can be trusted. */
export function isExhausted(window: QuotaWindow): boolean {
  return window.reliable && window.usedPercent >= 100;
}

/** Windows in the order people read them: 5-hour, weekly, monthly, then the others by length, unknown lengths last. */
export function sortWindows(windows: readonly QuotaWindow[]): QuotaWindow[] {
  return windows.toSorted((a, b) => place(a) - place(b));
}

function place(window: QuotaWindow): number {
  const first = ['session', 'weekly', 'monthly'].indexOf(window.id);
  return first >= 0 ? first - 3 : (window.lengthMinutes ?? Number.MAX_SAFE_INTEGER);
}
