import { maskUrl } from '../../config/mask-secrets.ts';
import type { FleetAnswer } from '../../domain/fleet.ts';
import { EngineFailure } from '../../fleet/query-engine.ts';
import { readFleet, type FleetRequest } from '../../fleet/read-fleet.ts';
import type { Host } from '../../host/host.ts';

/**
 * Asks a metrics engine for a page of the fleet. An engine that has no answer is one: its address is
 * named without secrets. Rejects with the reason of the signal.
 */
export async function askEngine(
  host: Pick<Host, 'http' | 'clock'>,
  request: FleetRequest,
): Promise<Exclude<FleetAnswer, { kind: 'not-set' }>> {
  try {
    return { kind: 'fleet', fleet: await readFleet(host, request) };
  } catch (error) {
    if (!(error instanceof EngineFailure)) throw error;
    const address = maskUrl(request.engine.url.href);
    return { kind: 'failed', engine: { address, reason: error.reason } };
  }
}
