import type { QuotaWindow } from '../domain/quota-window.ts';
import type { UsageSnapshot } from '../domain/usage-snapshot.ts';
import { dayMs, hourMs, minuteMs } from './starting-quotas.ts';

const everyMs = 15 * minuteMs;
const monthMs = 30 * dayMs;

/**
 * What a month before `snapshot` may have looked like, in order of time, every quarter of an hour: somebody who works by day, a little
 * in the evening, less at weekends, and whose windows come to stand where the snapshot has them.
 */
export function simulatedPast(snapshot: UsageSnapshot): readonly UsageSnapshot[] {
  const endMs = snapshot.fetchedAtMs;
  const effort = effortUntil(endMs);
  const windows = snapshot.windows.filter(({ resetsAtMs }) => resetsAtMs !== undefined);
  return Array.from({ length: monthMs / everyMs }, (_, step) => {
    const atMs = endMs - monthMs + step * everyMs;
    return {
      ...snapshot,
      fetchedAtMs: atMs,
      windows: windows.map((window) => windowAt(window, { atMs, endMs, effort })),
    };
  });
}

type Moment = {
  readonly atMs: number;
  readonly endMs: number;
  readonly effort: (fromMs: number, toMs: number) => number;
};

function windowAt(window: QuotaWindow, { atMs, endMs, effort }: Moment): QuotaWindow {
  const lengthMs = window.lengthMinutes === undefined ? monthMs : window.lengthMinutes * minuteMs;
  const lastResetMs = window.resetsAtMs ?? endMs;
  const periodsAgo = Math.max(0, Math.ceil((lastResetMs - atMs) / lengthMs) - 1);
  const resetsAtMs = lastResetMs - periodsAgo * lengthMs;
  const whole = effort(resetsAtMs - lengthMs, Math.min(resetsAtMs, endMs));
  const peak =
    periodsAgo === 0
      ? window.usedPercent
      : Math.min(97, lengthMs < dayMs ? (whole / hourMs) * 19 : 40 + ((periodsAgo * 37) % 45));
  // Who is asked about at night has worked at night.
  const share =
    whole === 0
      ? (atMs - resetsAtMs + lengthMs) / (endMs - resetsAtMs + lengthMs)
      : effort(resetsAtMs - lengthMs, atMs) / whole;
  const usedPercent = peak * Math.min(1, share);
  const { used: _, remaining: __, split: ___, ...rest } = window;
  return {
    ...rest,
    usedPercent,
    resetsAtMs,
    ...(window.limit === undefined ? {} : { used: Math.round((window.limit * usedPercent) / 100) }),
  };
}

/** Work between two moments of the two months before `endMs`, in milliseconds. */
function effortUntil(endMs: number): Moment['effort'] {
  const startMs = endMs - 2 * monthMs;
  const sums = [0];
  for (let atMs = startMs; atMs < endMs; atMs += everyMs)
    sums.push((sums.at(-1) ?? 0) + diligence(new Date(atMs)) * everyMs);
  const until = (ms: number): number =>
    sums[Math.max(0, Math.min(sums.length - 1, Math.round((ms - startMs) / everyMs)))] ?? 0;
  return (fromMs, toMs) => Math.max(0, until(toMs) - until(fromMs));
}

/** How hard somebody works at this time of their day, 0 to 1. */
function diligence(time: Date): number {
  const hour = time.getHours();
  const byHour = hour < 9 || hour >= 23 ? 0 : hour === 12 || hour >= 18 ? 0.3 : 1;
  return time.getDay() % 6 === 0 ? byHour * 0.3 : byHour;
}
