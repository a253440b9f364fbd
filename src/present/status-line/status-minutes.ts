import type { StatusLineCache } from '../../domain/status-line-cache.ts';

/** A text that is shown until a moment, in whole seconds; the last one has no end. */
export type TimedText = { readonly text: string; readonly untilS?: number | undefined };

const minuteMs = 60_000;
const hour = 60;
const day = 24 * hour;
/** After two hours by the minute: two days by the hour, a month by the day. */
const laterMinutes = [
  ...Array.from({ length: 2 * 24 }, (_, index) => (index + 1) * hour),
  ...Array.from({ length: 30 }, (_, index) => (index + 1) * day),
];
/** A reset counts as over a minute later, because clocks differ. */
const minutesAfterReset = 2;

/**
 * The moment for which a status line is drawn: the start of the minute, counted from when the usage
 * was fetched, so that ages are exact and every line of that minute is the same.
 */
export function minuteOf(cache: StatusLineCache | undefined, nowMs: number): number {
  const fetchedAtMs = cache?.snapshot?.fetchedAtMs;
  if (cache === undefined || fetchedAtMs === undefined) return nowMs;
  const ageMs = nowMs - fetchedAtMs;
  // The clock was set back, and the age is unknown.
  if (ageMs < -cache.cadenceMs) return fetchedAtMs - cache.cadenceMs - minuteMs;
  return fetchedAtMs + Math.max(0, Math.floor(ageMs / minuteMs)) * minuteMs;
}

/**
 * What `draw` makes of the minutes to come, without repetitions. After two hours without a refresh
 * only ages and resets change, so that the texts of later minutes may be a little old.
 */
export function statusMinutes(
  cache: StatusLineCache,
  draw: (nowMs: number) => string,
): readonly TimedText[] {
  const { snapshot, cadenceMs } = cache;
  if (snapshot === undefined) return [{ text: draw(0) }];
  const { fetchedAtMs } = snapshot;
  const starts = minutesOf(cache).map((minute) => fetchedAtMs + minute * minuteMs);
  const drawn = [
    { fromMs: -Infinity, text: draw(minuteOf(cache, fetchedAtMs - cadenceMs - minuteMs)) },
    { fromMs: fetchedAtMs - cadenceMs, text: draw(fetchedAtMs) },
    ...starts.map((fromMs) => ({ fromMs, text: draw(fromMs) })),
  ];
  const changes = drawn.filter(({ text }, index) => text !== drawn[index - 1]?.text);
  return changes.map(({ text }, index) => {
    const next = changes[index + 1];
    return { text, untilS: next === undefined ? undefined : Math.ceil(next.fromMs / 1000) };
  });
}

/** The minutes after the fetch at which a text may change, in order. */
function minutesOf({ snapshot, cadenceMs }: StatusLineCache): readonly number[] {
  const fetchedAtMs = snapshot?.fetchedAtMs ?? 0;
  const everyMinute = Math.max(2 * hour, Math.ceil((2 * cadenceMs) / minuteMs) + 1);
  const resets = (snapshot?.windows ?? [])
    .map(({ resetsAtMs = 0 }) => Math.floor((resetsAtMs - fetchedAtMs) / minuteMs))
    .flatMap((minute) => Array.from({ length: minutesAfterReset + 1 }, (_, more) => minute + more));
  const minutes = [
    ...Array.from({ length: everyMinute + 1 }, (_, minute) => minute),
    ...laterMinutes,
    ...resets.filter((minute) => minute > 0 && minute <= 30 * day),
  ];
  return [...new Set(minutes)].toSorted((a, b) => a - b);
}
