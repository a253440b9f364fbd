import { calendarMonthBefore } from './calendar-month.ts';
import type { QuotaWindow, WindowId } from './quota-window.ts';

/** A prompt that Kimi refused because a quota was used up, as Kimi Code's own log recorded it. */
export type SeenWall = { readonly windowId: WindowId; readonly seenAtMs: number };

/**
 * The windows of a response from `fetchedAtMs`, corrected by walls of the same period: Kimi has
 * reported a placeholder 0 for windows that were used up. A window above 0, or without a reset,
 * stays as it is: nothing proves that its wall is not over.
 */
export function withSeenWalls(
  windows: readonly QuotaWindow[],
  walls: readonly SeenWall[],
  fetchedAtMs: number,
): readonly QuotaWindow[] {
  return windows.map((window) =>
    walls.some((wall) => isUnderWall(window, wall, fetchedAtMs)) ? usedUp(window) : window,
  );
}

function isUnderWall(window: QuotaWindow, wall: SeenWall, fetchedAtMs: number): boolean {
  const { id, usedPercent, resetsAtMs, lengthMinutes } = window;
  if (id !== wall.windowId || usedPercent > 0 || resetsAtMs === undefined) return false;
  const startedAtMs =
    lengthMinutes === undefined
      ? calendarMonthBefore(resetsAtMs)
      : resetsAtMs - lengthMinutes * 60_000;
  return wall.seenAtMs >= startedAtMs && wall.seenAtMs <= fetchedAtMs && fetchedAtMs < resetsAtMs;
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
