import type { ScheduleFile } from '../store/schedule-file.ts';
import type { Host } from '../host/host.ts';
import { savesBattery } from '../host/power.ts';
import { kimiCodeActiveAtMs } from './kimi-code-activity.ts';
import type { CadenceContext } from './refresh-plan.ts';

/** What the time of the next refresh depends on. */
export async function readCadenceContext(
  host: Host,
  {
    cadence,
    isWatched,
    schedule,
  }: {
    readonly cadence: CadenceContext['cadence'];
    readonly isWatched: boolean;
    readonly schedule: Pick<ScheduleFile, 'viewedAtMs'>;
  },
): Promise<CadenceContext> {
  // Fixed cadences depend on nothing else.
  if (cadence !== 'adaptive') return { cadence, isWatched, savesBattery: false };
  return {
    cadence,
    isWatched,
    viewedAtMs: schedule.viewedAtMs(),
    kimiCodeActiveAtMs: kimiCodeActiveAtMs(host),
    savesBattery: await savesBattery(host),
  };
}
