import { slotsPerDay, slotsPerWeek } from '../../domain/forecast/week-slot.ts';

/** The probability of work by local hour (fractions allowed) and weekday, 0 for Sunday. */
export type Activity = (hour: number, weekday: number) => number;

/** The activity in each half hour of a week. */
export function weekOf(activity: Activity): readonly number[] {
  return Array.from({ length: slotsPerWeek }, (_, slot) => {
    const likely = activity((slot % slotsPerDay) / 2, Math.floor(slot / slotsPerDay));
    return Math.min(1, Math.max(0, likely));
  });
}

const isWeekend = (weekday: number): boolean => weekday === 0 || weekday === 6;

/** Between two hours, which may be around midnight, with soft edges of an hour. */
export function within(hour: number, from: number, until: number): number {
  const length = (until - from + 24) % 24;
  const since = (hour - from + 24) % 24;
  return Math.max(0, Math.min(1, since + 0.5, length - since));
}

/** Office hours with a pause at noon, and a little on some weekends. */
export const office: Activity = (hour, weekday) => {
  const day = 0.62 * within(hour, 9, 18) * (hour >= 12 && hour < 13.5 ? 0.35 : 1);
  return isWeekend(weekday) ? day * 0.06 : day;
};

/** From the evening until late at night, every day. */
export const nightOwl: Activity = (hour, weekday) =>
  0.5 * within(hour, 20, 3) + 0.12 * within(hour, 14, 19) * (isWeekend(weekday) ? 2 : 1);

/** A little in the evening, and whole days at weekends. */
export const weekendHacker: Activity = (hour, weekday) =>
  isWeekend(weekday) ? 0.6 * within(hour, 10, 23) : 0.16 * within(hour, 20, 23);

/** Any time of a long day, without much of a pattern. */
export const allDay: Activity = (hour) => 0.3 * within(hour, 8, 24);

/** Around the clock: a scheduled agent. */
export const aroundTheClock: Activity = () => 1;
