import type { SettingsPatch } from '../../domain/settings-view.ts';
import { jsonResponse } from '../responses.ts';
import { readJsonBody } from '../json-body.ts';
import type { ServerWorld } from '../server-world.ts';

/** `GET /api/v1/settings`: the settings in force; of a secret, whether it is there and its last characters. */
export function settingsRoute({ daemon }: ServerWorld): () => Response {
  return () => jsonResponse(daemon.settings());
}

/** `PATCH /api/v1/settings`: changes what the body names, all of it or nothing, and answers with the settings after it. */
export function changeSettingsRoute({
  daemon,
}: ServerWorld): (request: Request) => Promise<Response> {
  return async (request) => {
    const body = await readJsonBody(request);
    if (!body.ok) return body.refusal;
    // Whatever it is: who keeps the settings looks at every part of it.
    return jsonResponse(await daemon.changeSettings(body.value as SettingsPatch));
  };
}
