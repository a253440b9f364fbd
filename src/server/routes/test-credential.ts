import * as v from 'valibot';
import { errorResponse, jsonResponse } from '../responses.ts';
import { readJsonBody } from '../json-body.ts';
import { plainOutcome } from '../live-state.ts';
import type { ServerWorld } from '../server-world.ts';
import { within } from '../within.ts';

const text = v.pipe(v.string(), v.maxLength(16_384));
const askSchema = v.union([
  v.strictObject({ apiKey: text }),
  v.strictObject({ cookieHeader: text }),
]);

const patienceMs = 30_000;

/**
 * `POST /api/v1/test-credential` with `{"apiKey":"…"}` or `{"cookieHeader":"…"}`: one reading with it, nothing is stored. The answer is
 * the outcome, 200 also where Kimi refuses the credential; 400 where the text is no credential at all.
 */
export function testCredentialRoute({
  daemon,
  clock,
  stopping,
}: ServerWorld): (request: Request) => Promise<Response> {
  return async (request) => {
    const body = await readJsonBody(request);
    if (!body.ok) return body.refusal;
    const ask = v.safeParse(askSchema, body.value);
    if (!ask.success) return errorResponse(400, 'body must hold either apiKey or cookieHeader');
    const outcome = await within({ clock, ms: patienceMs, signal: stopping }, (signal) =>
      daemon.tryCredential({ ...ask.output, signal }),
    );
    return jsonResponse(plainOutcome(outcome));
  };
}
