import { refreshIntervalMs } from '../../domain/setting-choices.ts';
import { dashboardSnapshot } from '../../present/json/dashboard-snapshot.ts';
import { jsonResponse } from '../responses.ts';
import type { ServerWorld } from '../server-world.ts';
import { usageRecords } from '../live-state.ts';

/** `GET /dashboard/v1/snapshot`: for dashboards and widgets, without waiting for a refresh. */
export function dashboardRoute({ daemon, clock }: ServerWorld): () => Response {
  return () => {
    const state = daemon.state();
    const settings = daemon.settings();
    const nowMs = clock.now();
    const records = usageRecords(state, { nowMs, asked: settings.source });
    return jsonResponse(
      dashboardSnapshot(records, {
        nowMs,
        enabled: state.enabled,
        source: settings.source,
        refreshIntervalSeconds: refreshIntervalMs(settings.cadence) / 1000,
      }),
    );
  };
}
