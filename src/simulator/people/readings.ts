import type { QuotaWindow } from '../../domain/quota-window.ts';
import { slotMs } from '../../domain/forecast/week-slot.ts';
import type { MeteredWindowId } from './meter.ts';
import type { PersonPlan } from './person.ts';
import { Random } from './random.ts';
import type { Period, Work } from './work.ts';

/** What Kimi shows at a moment. */
export type Reading = { readonly atMs: number; readonly windows: readonly QuotaWindow[] };

const everyMs = 5 * 60_000;
const lengthMinutes = { session: 300, weekly: 10_080, monthly: undefined } as const;

/** What was read of an owner's quota, by their habit of reading, in order of time. */
export function readingsOf(work: Work): readonly Reading[] {
  const show = showWindows(work);
  return readingTimes(work).map((atMs) => ({ atMs, windows: show(atMs) }));
}

/** What Kimi would show; moments must not go back. */
function showWindows(work: Work): (atMs: number) => readonly QuotaWindow[] {
  const next: Record<MeteredWindowId, number> = { session: 0, weekly: 0, monthly: 0 };
  return (atMs) =>
    (['session', 'weekly', 'monthly'] as const).flatMap((id) => {
      const periods = work.periods[id];
      while ((periods[next[id]]?.endsAtMs ?? Infinity) <= atMs) next[id] += 1;
      const period = periods[next[id]];
      const plan = planAt(work, atMs);
      if (plan[id] === undefined) return [];
      const isOpen = period !== undefined && period.startsAtMs <= atMs;
      return [isOpen ? shown(period, plan, atMs) : unused(id, plan)];
    });
}

function planAt({ person }: Work, atMs: number): PersonPlan {
  return (person.phases.findLast(({ fromMs }) => fromMs <= atMs) ?? person.phases[0]).plan;
}

/** A session that has not begun: Kimi names no reset. */
function unused(id: MeteredWindowId, plan: PersonPlan): QuotaWindow {
  return { ...counted(id, plan, 0), lengthMinutes: lengthMinutes[id], reliable: true };
}

function shown(period: Period, plan: PersonPlan, atMs: number): QuotaWindow {
  const { id, resetsAtMs } = period;
  return {
    ...counted(id, plan, usedPercentAt(period, atMs)),
    lengthMinutes: lengthMinutes[id],
    resetsAtMs,
    reliable: true,
  };
}

function counted(
  id: MeteredWindowId,
  plan: PersonPlan,
  percent: number,
): Pick<QuotaWindow, 'id' | 'unit' | 'usedPercent' | 'used' | 'limit'> {
  if (plan.counts === 'ratio')
    return { id, unit: 'percent', usedPercent: Math.round(percent * 100) / 100 };
  if (plan.counts === 'percent') return { id, unit: 'percent', usedPercent: Math.floor(percent) };
  const limit = Math.round(plan[id] ?? 0);
  const used = Math.floor((percent / 100) * limit + 1e-9);
  return { id, unit: 'requests', usedPercent: Math.min(100, (used / limit) * 100), used, limit };
}

/** The true share used, percent. */
export function usedPercentAt({ atMs: times, percent }: Period, atMs: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) <= atMs) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? 0 : (percent[low - 1] ?? 0);
}

function readingTimes({ person, moments, fromMs, untilMs }: Work): readonly number[] {
  const random = new Random(person.seed).fork('readings');
  const times: number[] = [];
  const isOn = person.reads === 'always' ? undefined : onSlots(moments.map(({ used }) => used > 0));
  const readsPerSlot = slotMs / everyMs;
  let offUntilMs = 0;
  for (const [index, { atMs }] of moments.entries()) {
    // Sometimes the computer is off for a day or two, and work goes on elsewhere.
    if (random.chance(0.0006)) offUntilMs = atMs + random.between(0.5, 2) * 86_400_000;
    if (atMs < offUntilMs || isOn?.[index] === false) continue;
    if (person.reads === 'now-and-then') {
      if (random.chance(0.25)) times.push(atMs + Math.floor(random.between(0, slotMs)));
      continue;
    }
    for (let read = 0; read < readsPerSlot; read += 1) times.push(atMs + read * everyMs + 17_000);
  }
  return times.filter((atMs) => atMs >= fromMs && atMs < untilMs);
}

/** A computer is on from half an hour before work until an hour after it. */
function onSlots(isActive: readonly boolean[]): readonly boolean[] {
  return isActive.map((_, index) =>
    isActive.slice(Math.max(0, index - 2), index + 2).some(Boolean),
  );
}
