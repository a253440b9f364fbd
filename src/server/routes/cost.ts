import { costRecords } from '../../present/json/cost-json.ts';
import { jsonResponse } from '../responses.ts';
import type { ServerWorld } from '../server-world.ts';

const spanMs = 30 * 86_400_000;

/** `GET /cost`: tokens of the last 30 days by day, in the form of CodexBar's `cost`. */
export function costRoute({ daemon, clock }: ServerWorld): () => Promise<Response> {
  return async () =>
    jsonResponse(costRecords(await daemon.breakdown({ by: 'day', sinceMs: clock.now() - spanMs })));
}
