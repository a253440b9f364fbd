import type { WindowForecast } from '../../domain/forecast/window-forecast.ts';
import type { HistoryCourse, TimeSpan } from './history-course.ts';

/** How the window may go on until its reset, in shares as the chart draws them. */
export type FutureCourse = {
  readonly path: readonly FuturePoint[];
  /** When nothing is left: expected, or already so. */
  readonly dry?: TimeSpan | undefined;
  readonly isDryNow: boolean;
};

export type FuturePoint = {
  readonly atMs: number;
  readonly share: number;
  /** The bounds of the 80% band. */
  readonly low: number;
  readonly high: number;
};

export type FutureFacts = {
  readonly course: Pick<HistoryCourse, 'nowMs' | 'share' | 'dry'>;
  readonly usedPercent: number;
  readonly resetsAtMs: number;
  readonly forecast?: WindowForecast | undefined;
  /** Of a window that runs short. */
  readonly runsOutAtMs?: number | undefined;
};

/** The expected way to the reset. Without a path in the forecast it is straight. */
export function futureCourse(facts: FutureFacts): FutureCourse {
  const { course, usedPercent, resetsAtMs, forecast, runsOutAtMs } = facts;
  if (usedPercent >= 100) {
    const fromMs = course.dry.at(-1)?.fromMs ?? course.nowMs;
    return { path: [], dry: { fromMs, toMs: resetsAtMs }, isDryNow: true };
  }
  const isShort = runsOutAtMs !== undefined && runsOutAtMs < resetsAtMs;
  return {
    path: forecast === undefined ? [] : pathOf(facts, forecast),
    dry: isShort ? { fromMs: runsOutAtMs, toMs: resetsAtMs } : undefined,
    isDryNow: false,
  };
}

/** The expected share at a moment of the future; undefined if nothing is forecast for it. */
export function futurePointAt({ path }: FutureCourse, atMs: number): FuturePoint | undefined {
  const index = path.findIndex((point) => point.atMs >= atMs);
  const [before, after] = [path[index - 1], path[index]];
  if (before === undefined || after === undefined) return undefined;
  const part = (atMs - before.atMs) / (after.atMs - before.atMs || 1);
  const between = (from: number, to: number): number => from + (to - from) * part;
  return {
    atMs,
    share: between(before.share, after.share),
    low: between(before.low, after.low),
    high: between(before.high, after.high),
  };
}

function pathOf(
  { course, usedPercent, resetsAtMs, runsOutAtMs }: FutureFacts,
  { path, usedAtResetPercent }: WindowForecast,
): readonly FuturePoint[] {
  const point = (atMs: number, p10: number, p50: number, p90: number): FuturePoint => {
    const [a, b] = [course.share(p10), course.share(p90)];
    return { atMs, share: course.share(p50), low: Math.min(a, b), high: Math.max(a, b) };
  };
  const now = point(course.nowMs, usedPercent, usedPercent, usedPercent);
  const known = (path ?? []).filter(({ at }) => at > course.nowMs && at <= resetsAtMs);
  if (known.length > 0)
    return [now, ...known.map(({ at, p10, p50, p90 }) => point(at, p10, p50, p90))];
  const { p10, p50, p90 } = usedAtResetPercent;
  if (runsOutAtMs === undefined) return [now, point(resetsAtMs, p10, p50, p90)];
  // Straight to the moment of running out, then empty.
  const until = (runsOutAtMs - course.nowMs) / (resetsAtMs - course.nowMs);
  const low = usedPercent + (p10 - usedPercent) * until;
  return [now, point(runsOutAtMs, low, 100, 100), point(resetsAtMs, p10, 100, 100)];
}
