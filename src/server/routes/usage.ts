import { refreshIntervalMs } from '../../domain/setting-choices.ts';
import type { UsageState } from '../../domain/usage-state.ts';
import { within } from '../../host/within.ts';
import { usageJson } from '../../present/json/usage-json.ts';
import { errorResponse, jsonTextResponse } from '../responses.ts';
import { firstOutcomes, isComplete, usageRecords } from '../live-state.ts';
import type { ServerWorld } from '../server-world.ts';

/** Right after the start, the first refresh may still be running. */
const firstRefreshTimeoutMs = 25_000;

/**
 * As CodexBar's `serve`: many widgets show nothing at all when `usage` is missing, so one failed
 * refresh must not blank them.
 */
const lastGoodForIntervals = 10;

/** Kimi is the only provider; the others are CodexBar's words for several. */
const providers: ReadonlySet<string> = new Set(['kimi', 'all', 'both']);

/**
 * `GET /usage`: the published array. Ages and countdowns in it are in whole seconds, so within one
 * second every client gets the same text: ten widgets cost no more than one.
 */
export function usageRoute(world: ServerWorld): (request: Request) => Response | Promise<Response> {
  const { daemon, clock, stopping } = world;
  let cached:
    | { readonly state: UsageState; readonly second: number; readonly json: string }
    | undefined;
  let state: UsageState | undefined;
  stopping.addEventListener(
    'abort',
    daemon.subscribe((next) => (state = next)),
    { once: true },
  );

  const respond = (from: UsageState): Response => {
    const nowMs = clock.now();
    const second = Math.floor(nowMs / 1000);
    if (cached?.state !== from || cached.second !== second) {
      const settings = daemon.settings();
      const records = usageRecords(from, {
        nowMs,
        asked: settings.source,
        lastGoodForMs: lastGoodForIntervals * refreshIntervalMs(settings.cadence),
      });
      cached = { state: from, second, json: usageJson(records, false) };
    }
    return jsonTextResponse(cached.json);
  };

  return (request) => {
    const provider = requestedProvider(request.url);
    if (provider !== undefined && !providers.has(provider))
      return errorResponse(400, 'unknown provider; known: kimi');
    state ??= daemon.state();
    if (isComplete(state)) return respond(state);
    return within({ clock, ms: firstRefreshTimeoutMs, signal: stopping }, (signal) =>
      firstOutcomes(daemon, signal),
    ).then(respond);
  };
}

function requestedProvider(url: string): string | undefined {
  return url.includes('?') ? (new URL(url).searchParams.get('provider') ?? undefined) : undefined;
}
