import type { UsageState } from '../../domain/usage-state.ts';
import { usageJson } from '../../present/json/usage-json.ts';
import { errorResponse, jsonTextResponse } from '../responses.ts';
import { firstReadings, isRead } from '../live-state.ts';
import type { ServerWorld } from '../server-world.ts';
import { usageRecords } from '../usage-records.ts';
import { within } from '../within.ts';

/** Just after the start the first reading may still be under way. */
const firstReadingMs = 25_000;

/**
 * `GET /usage`: the published array. Ages and countdowns in it change by the second, so that within a second
 * every client gets the same text: ten widgets cost no more than one.
 */
export function usageRoute(world: ServerWorld): (request: Request) => Response | Promise<Response> {
  const { daemon, clock, stopping } = world;
  let kept:
    | { readonly state: UsageState; readonly second: number; readonly json: string }
    | undefined;
  let state: UsageState | undefined;
  stopping.addEventListener(
    'abort',
    daemon.subscribe((next) => (state = next)),
    { once: true },
  );

  const answer = (from: UsageState): Response => {
    const nowMs = clock.now();
    const second = Math.floor(nowMs / 1000);
    if (kept?.state !== from || kept.second !== second) {
      const records = usageRecords(from, { nowMs, asked: daemon.settings().source });
      kept = { state: from, second, json: usageJson(records, false) };
    }
    return jsonTextResponse(kept.json);
  };

  return (request) => {
    const provider = providerAsked(request.url);
    if (provider !== undefined && provider !== 'kimi')
      return errorResponse(400, 'unknown provider; known: kimi');
    state ??= daemon.state();
    if (isRead(state)) return answer(state);
    return within({ clock, ms: firstReadingMs, signal: stopping }, (signal) =>
      firstReadings(daemon, signal),
    ).then(answer);
  };
}

function providerAsked(url: string): string | undefined {
  return url.includes('?') ? (new URL(url).searchParams.get('provider') ?? undefined) : undefined;
}
