import { jsonTextResponse } from '../responses.ts';
import { readJsonBody } from '../json-body.ts';
import { stateJson } from '../live-state.ts';
import type { ServerWorld } from '../server-world.ts';
import { within } from '../within.ts';

/** Longer than any request of a refresh may take. */
const patienceMs = 30_000;

/** `POST /api/v1/refresh`: asks Kimi anew and answers with the state after it. A body may be left out. */
export function refreshRoute({
  daemon,
  clock,
  stopping,
}: ServerWorld): (request: Request) => Promise<Response> {
  return async (request) => {
    const body = await readJsonBody(request);
    if (!body.ok) return body.refusal;
    const state = await within({ clock, ms: patienceMs, signal: stopping }, () => daemon.refresh());
    return jsonTextResponse(stateJson(state));
  };
}
