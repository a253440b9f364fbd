import { shareAt, type HistoryCourse } from './history-course.ts';

/** How far the share went up and down in one stretch of time. */
export type RangeBar = {
  readonly fromMs: number;
  readonly toMs: number;
  readonly low: number;
  readonly high: number;
  readonly wasDry: boolean;
};

/** More resets than this make a line unreadable. */
const maxResetsOfLine = 26;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/**
 * Instead of a line with dozens of resets: a bar for each quarter day, day or week, in local time,
 * from the lowest share to the highest. Undefined if a line shows it well.
 */
export function rangeBars(course: HistoryCourse): readonly RangeBar[] | undefined {
  if (course.resetsAtMs.length <= maxResetsOfLine) return undefined;
  const starts = bucketStarts(course);
  const corners = course.parts.flat();
  let next = 0;
  return starts.flatMap((fromMs, index) => {
    const toMs = Math.min(starts[index + 1] ?? course.nowMs, course.nowMs);
    const carried = shareAt(course, fromMs);
    const shares = carried === undefined ? [] : [carried];
    for (; (corners[next]?.atMs ?? Infinity) < toMs; next += 1) {
      const corner = corners[next];
      if (corner !== undefined && corner.atMs >= fromMs) shares.push(corner.share);
    }
    if (shares.length === 0 || toMs <= fromMs) return [];
    const wasDry = course.dry.some((dry) => dry.fromMs < toMs && dry.toMs > fromMs);
    return [{ fromMs, toMs, low: Math.min(...shares), high: Math.max(...shares), wasDry }];
  });
}

/** Local midnights, with the quarters of each day or without all but Mondays. */
function bucketStarts({ sinceMs, nowMs }: HistoryCourse): readonly number[] {
  const days = (nowMs - sinceMs) / dayMs;
  const [perDay, everyDays] = days <= 10 ? [4, 1] : days <= 62 ? [1, 1] : [1, 7];
  const first = new Date(sinceMs);
  const backToMonday = everyDays === 7 ? (first.getDay() + 6) % 7 : 0;
  const starts: number[] = [];
  for (let day = -backToMonday; ; day += everyDays) {
    for (let part = 0; part < perDay; part += 1) {
      const start = new Date(
        first.getFullYear(),
        first.getMonth(),
        first.getDate() + day,
        (24 / perDay) * part,
      ).getTime();
      if (start >= nowMs) return starts;
      if (start + (dayMs * everyDays) / perDay > sinceMs) starts.push(Math.max(start, sinceMs));
    }
  }
}
