import type { Fleet } from '../../domain/fleet.ts';
import type { FleetRecord } from '../../domain/fleet-record.ts';
import { formatUtc } from '../words/time.ts';

/** The fleet as JSON. A time that no calendar has is left out. */
export function fleetRecord({ atMs, rows, nextBack, ...rest }: Fleet): FleetRecord {
  return {
    at: formatUtc(atMs) ?? '',
    accounts: rows.map(({ readingAgeMs, windows, ...row }) => ({
      ...row,
      readingAgeSeconds: readingAgeMs === undefined ? undefined : Math.round(readingAgeMs / 1000),
      windows: windows.map(({ resetsAtMs, ...window }) => ({
        ...window,
        resetsAt: formatUtc(resetsAtMs),
      })),
    })),
    ...rest,
    nextBack: nextBack.flatMap(({ resetsAtMs, ...one }) => {
      const resetsAt = formatUtc(resetsAtMs);
      return resetsAt === undefined ? [] : [{ ...one, resetsAt }];
    }),
  };
}
