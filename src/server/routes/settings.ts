import { jsonResponse } from '../responses.ts';
import { readJsonBody } from '../json-body.ts';
import type { ServerWorld } from '../server-world.ts';

/**
 * `GET /api/v1/settings`: the effective settings; of a secret, only whether it is set and its last
 * characters.
 */
export function settingsRoute({ daemon }: ServerWorld): () => Response {
  return () => jsonResponse(daemon.settings());
}

/**
 * `PATCH /api/v1/settings`: changes all settings in the body or none, and responds with the
 * settings after that.
 */
export function changeSettingsRoute({
  daemon,
}: ServerWorld): (request: Request) => Promise<Response> {
  return async (request) => {
    const body = await readJsonBody(request);
    return body.ok ? jsonResponse(await daemon.changeSettings(body.value)) : body.rejection;
  };
}
