import type { Habit } from './draw-person.ts';
import { office, within, type Activity } from './rhythms.ts';

/** Early shift, late shift and night shift by weekday. */
const shifts: Activity = (hour, weekday) => {
  if (weekday === 1 || weekday === 2) return 0.55 * within(hour, 6, 14);
  if (weekday === 3 || weekday === 4) return 0.55 * within(hour, 14, 22);
  return weekday === 5 ? 0.5 * within(hour, 22, 6) : 0;
};

/** Two lectures a day, work between and after them, and hardly any on Friday. */
const student: Activity = (hour, weekday) =>
  (weekday === 5 ? 0.2 : 1) *
  (0.3 * within(hour, 11, 14) + 0.45 * within(hour, 16, 19) + 0.4 * within(hour, 21, 24));

/** Before and after a day of meetings. */
const manager: Activity = (hour, weekday) =>
  weekday === 0 || weekday === 6
    ? 0.1 * within(hour, 9, 12)
    : 0.7 * within(hour, 6, 9) + 0.08 * within(hour, 9, 18) + 0.5 * within(hour, 18, 21);

/** A nightly job at two, and a little by hand. */
const nightlyJob: Activity = (hour, weekday) =>
  hour >= 2 && hour < 4 ? 1 : weekday === 0 ? 0 : 0.15 * within(hour, 10, 17);

/** Two people with one account: Shanghai's and London's office hours. */
const shared: Activity = (hour, weekday) =>
  0.6 * office(hour, weekday) + 0.5 * office((hour + 17) % 24, weekday);

/** Four days a week, siesta in the afternoon. */
const fourDays: Activity = (hour, weekday) =>
  weekday === 0 || weekday > 4 ? 0 : 0.6 * (within(hour, 8, 13) + within(hour, 16.5, 20));

/** Habits that were never looked at while the forecast was built. For scores only. */
export const heldOutHabits: readonly Habit[] = [
  { name: 'shift-worker', activity: shifts },
  { name: 'student', activity: student, temper: { dayShape: 1.5, persistence: 0.6 } },
  { name: 'manager', activity: manager },
  {
    name: 'nightly-job',
    activity: nightlyJob,
    temper: { dayShape: 12, persistence: 0, holidaysPerWeek: 0 },
  },
  { name: 'shared-account', activity: shared, elsewhere: 0.5 },
  {
    name: 'crunches',
    activity: fourDays,
    temper: { weekShape: 1.8, dayShape: 5, persistence: 0.85 },
  },
  { name: 'fading', activity: student, growthPerWeek: -0.07 },
  {
    name: 'term-and-exams',
    activity: student,
    changes: [
      { afterWeeks: 6, activity: manager, demand: 0.5 },
      { afterWeeks: 9, activity: student, demand: 2.6 },
    ],
  },
  {
    name: 'smaller-plan',
    activity: fourDays,
    changes: [{ afterWeeks: 9, capacity: 0.5, demand: 0.9 }],
  },
  { name: 'often-away', activity: manager, temper: { holidaysPerWeek: 0.25, holidayDays: 4 } },
];
