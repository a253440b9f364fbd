import type { QuotaWindow } from '../../../src/domain/quota-window.ts';
import type { StatusLineCache } from '../../../src/domain/status-line-cache.ts';
import type { UsageSnapshot } from '../../../src/domain/usage-snapshot.ts';
import { snapshot } from './snapshots.ts';

/** A reading as it is kept for status lines, five seconds old unless `snapshot` says otherwise. */
export function statusReading(
  windows: readonly QuotaWindow[],
  {
    snapshot: more = {},
    ...rest
  }: { snapshot?: Partial<UsageSnapshot> | undefined } & Partial<
    Omit<StatusLineCache, 'snapshot'>
  > = {},
): StatusLineCache {
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
