import { isNotifyTrial } from '../../domain/daemon-api.ts';
import { readJsonBody } from '../json-body.ts';
import { errorResponse, jsonResponse } from '../responses.ts';
import type { ServerWorld } from '../server-world.ts';

/**
 * `POST /api/v1/test-notify` with `{"name":"…"}`: sends a test message to this push target. Responds
 * with the result: 200 even if the service rejects it, 400 if there is no such target.
 */
export function testNotifyRoute({
  daemon,
  stopping,
}: ServerWorld): (request: Request) => Promise<Response> {
  return async (request) => {
    const body = await readJsonBody(request);
    if (!body.ok) return body.rejection;
    if (!isNotifyTrial(body.value))
      return errorResponse(400, 'body must hold the name of a target');
    const result = await daemon.testNotify(body.value.name, stopping);
    return result === undefined ? errorResponse(503, 'the server stops') : jsonResponse(result);
  };
}
