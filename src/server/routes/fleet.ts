import { fleetParams, type DaemonError } from '../../domain/daemon-api.ts';
import { fleetPageRows, maxFleetPage } from '../../domain/fleet.ts';
import { engineTroubleText } from '../../present/fleet/engine-trouble-text.ts';
import { fleetRecord } from '../../present/json/fleet-json.ts';
import { en } from '../../present/messages/en.ts';
import { errorResponse, jsonResponse } from '../responses.ts';
import type { ServerWorld } from '../server-world.ts';

const maxLimit = 100;

/**
 * `GET /api/v1/fleet?page=&limit=&team=`: accounts of all machines, as `kimibar fleet --format json`
 * prints them. 404 while `fleet.url` is not set, 502 if the metrics engine has no answer.
 */
export function fleetRoute({ daemon }: ServerWorld): (request: Request) => Promise<Response> {
  return async (request) => {
    const { searchParams } = new URL(request.url);
    const get = (name: keyof typeof fleetParams): string | undefined =>
      searchParams.get(fleetParams[name]) || undefined;
    const page = Number(get('page') ?? 1);
    if (!isWithin(page, maxFleetPage))
      return errorResponse(400, `page must be a number from 1 to ${maxFleetPage}`);
    const limit = Number(get('limit') ?? fleetPageRows);
    if (!isWithin(limit, maxLimit))
      return errorResponse(400, `limit must be a number from 1 to ${maxLimit}`);
    const answer = await daemon.fleet({ page, limit, team: get('team') });
    if (answer.kind === 'fleet') return jsonResponse(fleetRecord(answer.fleet));
    if (answer.kind === 'not-set') return errorResponse(404, 'fleet.url is not set');
    const { engine } = answer;
    const body = { error: engineTroubleText(engine, en), engine } satisfies DaemonError;
    return jsonResponse(body, 502);
  };
}

function isWithin(number: number, max: number): boolean {
  return Number.isInteger(number) && number >= 1 && number <= max;
}
