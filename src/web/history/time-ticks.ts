const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const hourSteps = [1, 2, 3, 6, 12];
const minuteSteps = [5, 10, 15, 30];
// Sixteen days, so that a month on a phone has two.
const daySteps = [1, 2, 4, 7, 14, 16];
const monthSteps = [1, 2, 3];

export type TimeTick = { readonly atMs: number; readonly kind: 'time' | 'day' | 'month' };

/** Round moments of local time for an axis, at most `most` of them, never at the edges. */
export function timeTicks(sinceMs: number, untilMs: number, most: number): readonly TimeTick[] {
  const spanMs = untilMs - sinceMs;
  const fits = (stepMs: number): boolean => spanMs / stepMs <= most;
  const minutes = minuteSteps.find((step) => fits(step * minuteMs));
  const hours = hourSteps.find((step) => fits(step * hourMs));
  const days = daySteps.find((step) => fits(step * 24 * hourMs));
  if (minutes !== undefined) return clockTicks(sinceMs, untilMs, minutes);
  if (hours !== undefined) return clockTicks(sinceMs, untilMs, hours * 60);
  if (days !== undefined) return dayTicks(sinceMs, untilMs, days);
  const months = monthSteps.find((step) => fits(step * 30 * 24 * hourMs)) ?? 4;
  return monthTicks(sinceMs, untilMs, months);
}

function clockTicks(sinceMs: number, untilMs: number, stepMinutes: number): readonly TimeTick[] {
  const { year, month, day } = dateOf(sinceMs);
  const ticks: TimeTick[] = [];
  for (let minutes = 0; ; minutes += stepMinutes) {
    const at = new Date(year, month, day, 0, minutes);
    const atMs = at.getTime();
    if (atMs >= untilMs) return ticks;
    const isMidnight = at.getHours() === 0 && at.getMinutes() === 0;
    if (atMs > sinceMs) ticks.push({ atMs, kind: isMidnight ? 'day' : 'time' });
  }
}

function dayTicks(sinceMs: number, untilMs: number, step: number): readonly TimeTick[] {
  const { year, month, day } = dateOf(sinceMs);
  const ticks: TimeTick[] = [];
  for (let days = 1; ; days += step) {
    const atMs = new Date(year, month, day + days).getTime();
    if (atMs >= untilMs) return ticks;
    ticks.push({ atMs, kind: 'day' });
  }
}

function monthTicks(sinceMs: number, untilMs: number, step: number): readonly TimeTick[] {
  const { year, month } = dateOf(sinceMs);
  const ticks: TimeTick[] = [];
  for (let months = 1; ; months += step) {
    const atMs = new Date(year, month + months, 1).getTime();
    if (atMs >= untilMs) return ticks;
    ticks.push({ atMs, kind: 'month' });
  }
}

function dateOf(atMs: number): { year: number; month: number; day: number } {
  const at = new Date(atMs);
  return { year: at.getFullYear(), month: at.getMonth(), day: at.getDate() };
}
