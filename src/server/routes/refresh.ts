import { jsonTextResponse } from '../responses.ts';
import { readJsonBody } from '../json-body.ts';
import { stateJson } from '../live-state.ts';
import type { ServerWorld } from '../server-world.ts';
import { untilAborted, within } from '../../host/within.ts';

/** Longer than any single request of a refresh may take. */
const timeoutMs = 30_000;

/**
 * `POST /api/v1/refresh`: refreshes now and responds with the state after it. The body is optional.
 */
export function refreshRoute({
  daemon,
  clock,
  stopping,
  version,
}: ServerWorld): (request: Request) => Promise<Response> {
  return async (request) => {
    const body = await readJsonBody(request);
    if (!body.ok) return body.rejection;
    const limit = { clock, ms: timeoutMs, signal: stopping };
    const state = await within(limit, (signal) => untilAborted(daemon.refresh(), signal));
    return jsonTextResponse(stateJson(state, version));
  };
}
