import type { QuotaWindow } from '../domain/quota-window.ts';
import type { UsageSnapshot } from '../domain/usage-snapshot.ts';
import { dayMs, hourMs, minuteMs } from './starting-quotas.ts';

const everyMs = 15 * minuteMs;
const monthMs = 30 * dayMs;
/** Percent of a 5-hour window that an hour of work uses. */
const sessionPerHour = 19;

/**
 * A plausible month before `snapshot`, in order of time, every quarter of an hour: its owner works
 * by day, a little in the evening, less at weekends, and ends up with the windows of the snapshot.
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
  const perHour =
    lengthMs < dayMs ? sessionPerHour : perHourOf(window, { lengthMs, endMs, effort });
  const peak = periodsAgo === 0 ? window.usedPercent : Math.min(97, (whole / hourMs) * perHour);
  // Without any effort in this period, as at night, use grows evenly.
  const share =
    whole === 0
      ? (atMs - resetsAtMs + lengthMs) / (endMs - resetsAtMs + lengthMs)
      : effort(resetsAtMs - lengthMs, atMs) / whole;
  const usedPercent = peak * Math.min(1, share);
  const { remaining: _, split: __, ...rest } = window;
  return {
    ...rest,
    usedPercent,
    resetsAtMs,
    used: window.limit === undefined ? undefined : Math.round((window.limit * usedPercent) / 100),
  };
}

/** Percent of a long window that an hour of work uses, as in its current period. */
function perHourOf(
  { usedPercent, resetsAtMs }: QuotaWindow,
  { lengthMs, endMs, effort }: Omit<Moment, 'atMs'> & { lengthMs: number },
): number {
  const usualHours = effort(endMs - monthMs, endMs) / hourMs / (monthMs / lengthMs);
  const hours = effort((resetsAtMs ?? endMs) - lengthMs, endMs) / hourMs;
  // A period that has hardly begun says nothing.
  const current = hours > 1 ? usedPercent / hours : 0;
  return Math.min(95 / usualHours, Math.max(15 / usualHours, current));
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

/** A number from 0 to 1 that looks random. */
function scatter(value: number): number {
  return (Math.imul(value ^ 0x9e37, 0x85ebca6b) >>> 8) / 2 ** 24;
}

/** How hard the owner works at this local time, about 0 to 1. */
function diligence(time: Date): number {
  const hour = time.getHours();
  const byHour = hour < 9 || hour >= 23 ? 0 : hour === 12 || hour >= 18 ? 0.3 : 1;
  const byDay = time.getDay() % 6 === 0 ? 0.3 : 1;
  // Days and quarters of an hour differ, the same at every call.
  const quarter = Math.floor(time.getTime() / everyMs);
  return byHour * byDay * (0.6 + 0.8 * scatter(time.getDate())) * (0.3 + 1.4 * scatter(quarter));
}
