import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { UsageRow } from '../../present/usage-view.ts';

/** As long as the meter's transition in usage.css. */
export const refillMs = 180;

export type Level = { readonly usedPercent: number; readonly resetsAtMs: number | undefined };

export type Refill = {
  /** The meter is empty, before it fills. */
  readonly isStarting: boolean;
  /** On its way from the old share to the new one. */
  readonly shownPercent: number;
};

type Course = { readonly fromPercent: number; readonly done: number | undefined };

export function levelOf({ usedPercent, resets }: UsageRow): Level {
  return { usedPercent, resetsAtMs: resets?.atMs };
}

/** Was the window reset between two readings? The announced time of one reset may vary a little. */
export function isRefill(before: Level, after: Level): boolean {
  const isLater =
    (after.resetsAtMs ?? 0) > (before.resetsAtMs ?? Number.POSITIVE_INFINITY) + 60_000;
  return isLater && after.usedPercent < before.usedPercent;
}

export function isMotionWelcome(): boolean {
  return !matchMedia('(prefers-reduced-motion: reduce)').matches;
}

/** Refills the meter and its number once if the window is reset while the page is visible. */
export function useRefill(row: UsageRow): Refill {
  const level = levelOf(row);
  const before = useRef(level);
  const [course, setCourse] = useState<Course>();
  useLayoutEffect(() => {
    const last = before.current;
    before.current = level;
    const isSeen = isMotionWelcome() && !document.hidden;
    if (!isSeen || !isRefill(last, level)) return undefined;
    const { usedPercent: fromPercent } = last;
    setCourse({ fromPercent, done: undefined });
    return runFrames((done) => setCourse(done < 1 ? { fromPercent, done } : undefined));
  }, [level.usedPercent, level.resetsAtMs]);
  if (course === undefined) return { isStarting: false, shownPercent: row.usedPercent };
  const { fromPercent, done } = course;
  return {
    isStarting: done === undefined,
    shownPercent: fromPercent + (row.usedPercent - fromPercent) * (done ?? 0),
  };
}

/** Calls with the done part of the refill, from 0 to 1, once the empty meter has been drawn. */
function runFrames(show: (done: number) => void): () => void {
  let startMs: number | undefined;
  const step = (nowMs: number): void => {
    startMs ??= nowMs;
    const done = Math.min(1, (nowMs - startMs) / refillMs);
    show(done);
    if (done < 1) frame = requestAnimationFrame(step);
  };
  let frame = requestAnimationFrame(() => {
    frame = requestAnimationFrame(step);
  });
  return () => {
    cancelAnimationFrame(frame);
    show(1);
  };
}
