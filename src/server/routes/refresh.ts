import { jsonTextResponse } from '../responses.ts';
import { readJsonBody } from '../json-body.ts';
import { stateJson } from '../live-state.ts';
import type { ServerWorld } from '../server-world.ts';
import { within } from '../within.ts';

/** Longer than any single request of a refresh may take. */
const timeoutMs = 30_000;

/** `POST /api/v1/refresh`: refreshes now and responds with the state after it. The body is optional. */
export function refreshRoute({
  daemon,
  clock,
  stopping,
}: ServerWorld): (request: Request) => Promise<Response> {
  return async (request) => {
    const body = await readJsonBody(request);
    if (!body.ok) return body.rejection;
    const state = await within({ clock, ms: timeoutMs, signal: stopping }, () => daemon.refresh());
    return jsonTextResponse(stateJson(state));
  };
}
