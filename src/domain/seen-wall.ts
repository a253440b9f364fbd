import { calendarMonthBefore } from './calendar-month.ts';
import { isExhausted, type QuotaWindow, type WindowId } from './quota-window.ts';

/** A prompt that Kimi refused because a quota was used up, as an agent's own log recorded it. */
export type SeenWall = {
  /** Absent if Kimi did not say which: then it was the longest that the plan has. */
  readonly windowId?: WindowId | undefined;
  readonly seenAtMs: number;
};

/**
 * The windows of a response from `fetchedAtMs`, corrected by walls of the same period: Kimi has
 * reported a placeholder 0 for windows that were used up. A window above 0, or without a reset,
 * stays as it is: nothing proves that its wall is not over. A wall after the response, up to
 * `nowMs`, does.
 */
export function withSeenWalls(
  windows: readonly QuotaWindow[],
  walls: readonly SeenWall[],
  { fetchedAtMs, nowMs = fetchedAtMs }: { fetchedAtMs: number; nowMs?: number },
): readonly QuotaWindow[] {
  const isUnderWall = (window: QuotaWindow): boolean =>
    walls.some(
      (wall) =>
        (window.usedPercent === 0 || wall.seenAtMs > fetchedAtMs) &&
        windowOf(windows, wall) === window &&
        isInPeriod(window, wall, nowMs),
    );
  return windows.map((window) => (isUnderWall(window) ? usedUp(window) : window));
}

/**
 * The latest wall in the current period of a window that is used up: what stopped the user. Takes
 * the windows as `withSeenWalls` returns them.
 */
export function currentWall(
  windows: readonly QuotaWindow[],
  walls: readonly SeenWall[],
  fetchedAtMs: number,
): SeenWall | undefined {
  const current = walls.flatMap((wall) => {
    const window = windowOf(windows, wall);
    const isCurrent = window !== undefined && isExhausted(window);
    return isCurrent && isInPeriod(window, wall, fetchedAtMs)
      ? [{ windowId: window.id, seenAtMs: wall.seenAtMs }]
      : [];
  });
  return current.toSorted((a, b) => b.seenAtMs - a.seenAtMs)[0];
}

function windowOf(
  windows: readonly QuotaWindow[],
  { windowId }: SeenWall,
): QuotaWindow | undefined {
  const ids = windowId === undefined ? ['monthly', 'weekly'] : [windowId];
  return ids
    .map((id) => windows.find((window) => window.id === id))
    .find((window) => window !== undefined);
}

function isInPeriod(window: QuotaWindow, { seenAtMs }: SeenWall, fetchedAtMs: number): boolean {
  const { resetsAtMs, lengthMinutes } = window;
  if (resetsAtMs === undefined) return false;
  const startedAtMs =
    lengthMinutes === undefined
      ? calendarMonthBefore(resetsAtMs)
      : resetsAtMs - lengthMinutes * 60_000;
  return seenAtMs >= startedAtMs && seenAtMs <= fetchedAtMs && fetchedAtMs < resetsAtMs;
}

/** Without its counts, which contradict the wall. */
function usedUp({ id, label, lengthMinutes, resetsAtMs }: QuotaWindow): QuotaWindow {
  return {
    id,
    label,
    usedPercent: 100,
    unit: 'percent',
    lengthMinutes,
    resetsAtMs,
    reliable: true,
  };
}
