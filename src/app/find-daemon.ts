import { join } from 'node:path';
import { dataFolder } from '../config/config-paths.ts';
import type { Host } from '../host/host.ts';
import { openScheduleFile } from '../store/schedule-file.ts';

/** Where the page of a running KimiBar is, as it announced; undefined where none did. It may be gone by now: ask it. */
export function announcedAddress(host: Pick<Host, 'files' | 'clock' | 'env' | 'platform'>): URL | undefined {
  const { url } = openScheduleFile(host, join(dataFolder(host.env, host.platform), 'schedule.json')).read() ?? {};
  return url !== undefined && URL.canParse(url) && new URL(url).protocol === 'http:' ? new URL(url) : undefined;
}
