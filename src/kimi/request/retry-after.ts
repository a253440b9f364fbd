/** A wish beyond a day is a mistake or a trap: nobody should be locked out of their own quota for longer. */
const longestWaitMs = 24 * 3_600_000;

/** How long a `Retry-After` header asks us to stay away, in milliseconds from `nowMs`: seconds or an HTTP date; undefined where it is neither. */
export function readRetryAfter(header: string | undefined, nowMs: number): number | undefined {
  const text = header?.trim() ?? '';
  const wish = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : waitUntil(text, nowMs);
  return wish === undefined ? undefined : Math.ceil(Math.min(Math.max(0, wish), longestWaitMs));
}

/** Date's parser reads almost anything as a date: only what begins like one is shown to it. */
function waitUntil(text: string, nowMs: number): number | undefined {
  const dateMs = /^(mon|tue|wed|thu|fri|sat|sun)[a-z]*,? .*gmt$/i.test(text)
    ? Date.parse(text)
    : Number.NaN;
  return Number.isFinite(dateMs) ? dateMs - nowMs : undefined;
}
