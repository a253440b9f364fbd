import type { PathPoint, WindowForecast } from '../../domain/forecast/window-forecast.ts';
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
export function futureCourse(given: FutureFacts): FutureCourse {
  const { course, usedPercent, resetsAtMs, forecast } = given;
  // Usage that is not quite new may be expected to have run out already.
  const runsOutAtMs = given.runsOutAtMs && Math.max(given.runsOutAtMs, course.nowMs);
  const facts = { ...given, runsOutAtMs };
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

function pathOf(facts: FutureFacts, forecast: WindowForecast): readonly FuturePoint[] {
  const { course, usedPercent, resetsAtMs } = facts;
  const { nowMs } = course;
  const { p10, p50, p90 } = forecast.usedAtResetPercent;
  const known = (forecast.path ?? []).filter(({ at }) => at > nowMs && at <= resetsAtMs);
  const ends = { at: resetsAtMs, p10, p50, p90 };
  const points = known.length > 0 ? known : withTurn(facts, ends);
  const present = { at: nowMs, p10: usedPercent, p50: usedPercent, p90: usedPercent };
  return [
    futurePoint({ ...facts, runsOutAtMs: undefined }, present),
    ...points.map((point) => futurePoint(facts, point)),
  ];
}

/** A window that runs short is drawn straight to the moment when it is expected to be empty. */
function futurePoint(
  { course, usedPercent, runsOutAtMs }: FutureFacts,
  { at, p10, p50, p90 }: PathPoint,
): FuturePoint {
  const straight = (endMs: number): number =>
    at >= endMs
      ? 100
      : usedPercent + ((100 - usedPercent) * (at - course.nowMs)) / (endMs - course.nowMs);
  const used = runsOutAtMs === undefined ? p50 : straight(runsOutAtMs);
  const bounds = [p10, used, p90].map((each) => course.share(each));
  return {
    atMs: at,
    share: course.share(used),
    low: Math.min(...bounds),
    high: Math.max(...bounds),
  };
}

/** Without a path: the reset, and before it the moment of running out, if there is one. */
function withTurn(
  { course: { nowMs }, usedPercent, resetsAtMs, runsOutAtMs }: FutureFacts,
  ends: PathPoint,
): readonly PathPoint[] {
  if (runsOutAtMs === undefined || runsOutAtMs >= resetsAtMs) return [ends];
  const part = (runsOutAtMs - nowMs) / (resetsAtMs - nowMs);
  const p10 = usedPercent + (ends.p10 - usedPercent) * part;
  return [{ at: runsOutAtMs, p10, p50: 100, p90: 100 }, ends];
}
