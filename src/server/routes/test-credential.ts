import { isCredentialTrial } from '../../domain/daemon-api.ts';
import { errorResponse, jsonResponse } from '../responses.ts';
import { readJsonBody } from '../json-body.ts';
import { plainOutcome } from '../live-state.ts';
import type { ServerWorld } from '../server-world.ts';
import { untilAborted, within } from '../../host/within.ts';

const timeoutMs = 30_000;

/**
 * `POST /api/v1/test-credential` with `{"apiKey":"…"}` or `{"cookieHeader":"…"}`, and `region`
 * if it is not the main account's: fetches usage once with it and stores nothing. Responds with the outcome: 200 even if Kimi rejects the
 * credential, 400 if the text is no credential at all.
 */
export function testCredentialRoute({
  daemon,
  clock,
  stopping,
}: ServerWorld): (request: Request) => Promise<Response> {
  return async (request) => {
    const body = await readJsonBody(request);
    if (!body.ok) return body.rejection;
    const trial = body.value;
    if (!isCredentialTrial(trial))
      return errorResponse(400, 'body must hold either apiKey or cookieHeader');
    const outcome = await within({ clock, ms: timeoutMs, signal: stopping }, (signal) =>
      untilAborted(daemon.tryCredential(trial, signal), signal),
    );
    return jsonResponse(plainOutcome(outcome));
  };
}
