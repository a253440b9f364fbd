import { join } from 'node:path';
import { dataFolder } from '../config/config-paths.ts';
import type { Host } from '../host/host.ts';
import { openScheduleFile, type ScheduleFile } from '../store/schedule-file.ts';

/** What a running daemon tells all other processes of this user: when it refreshes next, and where its page is. */
export function openSchedule(
  host: Pick<Host, 'files' | 'clock' | 'env' | 'platform'>,
): ScheduleFile {
  return openScheduleFile(host, join(dataFolder(host.env, host.platform), 'schedule.json'));
}
