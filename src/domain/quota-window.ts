/**
 * A window: the period that a quota covers. `session` is the rolling 5-hour rate limit, `weekly`
 * the membership's requests, `monthly` the shared pool of newer subscriptions, `code-weekly` a
 * separate 7-day row of the web gateway. Other lengths are named by their minutes; a window whose
 * length Kimi did not give in a known unit is `rate-unknown` (`rate-unknown-2` …).
 */
export type WindowId = 'session' | 'weekly' | 'monthly' | 'code-weekly' | `rate-${string}`;

/** Can a text from the command line or a file be the id of a window? */
export function isWindowId(text: string): text is WindowId {
  return /^(session|weekly|monthly|code-weekly|rate-[\w-]{1,40})$/.test(text);
}

/**
 * What is remembered per account: no plan has a tenth of it, and a faulty service that sends other
 * lengths in every response must not fill memory and disk.
 */
export const maxRememberedWindows = 64;

/**
 * Which of an account's windows to remember: the named ones, and of the others those that were seen
 * last.
 */
export function windowsToRemember<T extends { readonly id: string; readonly seenAtMs: number }>(
  windows: readonly T[],
): readonly T[] {
  if (windows.length <= maxRememberedWindows) return windows;
  const isNamed = ({ id }: T): boolean => !id.startsWith('rate-');
  return windows
    .toSorted((a, b) => Number(isNamed(b)) - Number(isNamed(a)) || b.seenAtMs - a.seenAtMs)
    .slice(0, maxRememberedWindows);
}

/** The minutes in the id of a window that is named by its length. */
export function windowLengthInId(id: string): number | undefined {
  const digits = /^rate-(\d{1,9})$/.exec(id)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** One quota window in plain numbers. */
export type QuotaWindow = {
  readonly id: WindowId;
  /** Kimi's own name for it, if any. Untrusted text: strip control characters before showing it. */
  readonly label?: string | undefined;
  /** 0..100, never NaN. An overdrawn window stays at 100 while `used` may exceed `limit`. */
  readonly usedPercent: number;
  readonly used?: number | undefined;
  readonly limit?: number | undefined;
  readonly remaining?: number | undefined;
  /** `percent` if every limit is 100 or Kimi gives a ratio; never call percent requests. */
  readonly unit: 'requests' | 'percent';
  /**
   * Absent if Kimi's unit is unknown or the counters are unreliable, and for the monthly pool,
   * which follows the billing cycle: it starts one calendar month before its reset.
   */
  readonly lengthMinutes?: number | undefined;
  readonly resetsAtMs?: number | undefined;
  /**
   * False if neither `used` nor `remaining` could be read: the meter is a guess and is marked as
   * one.
   */
  readonly reliable: boolean;
  /**
   * Monthly pool only: Kimi Code's share of it and the rest of Kimi's, in percent of the whole
   * pool.
   */
  readonly split?: { readonly codePercent: number; readonly otherPercent: number } | undefined;
};

export const sessionMinutes = 300;
export const weeklyMinutes = 10_080;
/** The monthly pool's length in minutes if a fixed number is needed: 30 days. */
export const monthlyMinutes = 43_200;

/** True if a reliable window has nothing left. */
export function isExhausted(window: QuotaWindow): boolean {
  return window.reliable && window.usedPercent >= 100;
}

/** The windows that most plans have, in reading order. */
const mainWindowIds: readonly string[] = ['session', 'weekly', 'monthly'] satisfies WindowId[];

/** The place of a window in reading order; the same for all but the main ones, which come first. */
export function readingRank(id: string): number {
  const place = mainWindowIds.indexOf(id);
  return place >= 0 ? place : mainWindowIds.length;
}

/**
 * Windows in reading order: 5-hour, weekly, monthly, then the others by length, unknown lengths
 * last.
 */
export function sortWindows(windows: readonly QuotaWindow[]): QuotaWindow[] {
  return windows.toSorted((a, b) => rankOf(a) - rankOf(b));
}

function rankOf(window: QuotaWindow): number {
  const rank = readingRank(window.id) - mainWindowIds.length;
  return rank < 0 ? rank : (window.lengthMinutes ?? Number.MAX_SAFE_INTEGER);
}
