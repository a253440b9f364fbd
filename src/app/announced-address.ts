import type { Host } from '../host/host.ts';
import { openSchedule } from './open-schedule.ts';

/** Where the page of a running KimiBar is, as it announced; undefined where none did. It may be gone by now: ask it. */
export function announcedAddress(
  host: Pick<Host, 'files' | 'clock' | 'env' | 'platform'>,
): URL | undefined {
  const { url } = openSchedule(host).read() ?? {};
  return url !== undefined && URL.canParse(url) && new URL(url).protocol === 'http:'
    ? new URL(url)
    : undefined;
}
