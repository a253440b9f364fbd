import type { Habit } from './draw-person.ts';
import { allDay, aroundTheClock, nightOwl, office, weekendHacker } from './rhythms.ts';

/** The habits that the forecast was built and tuned with, and that demos and tests use. */
export const tuningHabits: readonly Habit[] = [
  { name: 'office', activity: office },
  { name: 'night-owl', activity: nightOwl },
  { name: 'weekend-hacker', activity: weekendHacker },
  { name: 'bursts', activity: allDay, temper: { dayShape: 0.8, dayOff: 0.3, persistence: 0.9 } },
  {
    name: 'steady-bot',
    activity: aroundTheClock,
    temper: { weekShape: 200, dayShape: 100, dayOff: 0, burstShape: 4, holidaysPerWeek: 0 },
  },
  { name: 'growing', activity: office, growthPerWeek: 0.08 },
  {
    name: 'new-job',
    activity: office,
    changes: [{ afterWeeks: 8, activity: nightOwl, demand: 1.4 }],
  },
  { name: 'bigger-plan', activity: allDay, changes: [{ afterWeeks: 8, capacity: 2.5 }] },
];
