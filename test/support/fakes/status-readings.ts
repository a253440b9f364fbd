import type { QuotaWindow } from '../../../src/domain/quota-window.ts';
import type { StatusReading } from '../../../src/domain/status-reading.ts';
import type { UsageSnapshot } from '../../../src/domain/usage-snapshot.ts';
import { snapshot } from './readings.ts';

/** A reading as it is kept for status lines, five seconds old unless `snapshot` says otherwise. */
export function statusReading(
  windows: readonly QuotaWindow[],
  {
    snapshot: more = {},
    ...rest
  }: { snapshot?: Partial<UsageSnapshot> | undefined } & Partial<
    Omit<StatusReading, 'snapshot'>
  > = {},
): StatusReading {
  return {
    slot: 'slot',
    marks: { config: 'none' },
    enabled: true,
    meters: 'left',
    cadenceMs: 300_000,
    snapshot: snapshot(windows, more),
    ...rest,
  };
}
