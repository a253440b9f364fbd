import { historyParams } from '../../domain/daemon-api.ts';
import { isWindowId } from '../../domain/quota-window.ts';
import { errorResponse, jsonResponse } from '../responses.ts';
import type { ServerWorld } from '../server-world.ts';
import { parseSince, sinceForms } from './since-param.ts';

/**
 * `GET /api/v1/history?since=&window=&account=`: the recorded series. `since` is a span (`24h`,
 * `7d`, `30d`) or an ISO time and defaults to 24 hours; `window` defaults to all windows, `account`
 * to the account that is shown first; empty is the main one.
 */
export function historyRoute({
  daemon,
  clock,
}: ServerWorld): (request: Request) => Promise<Response> {
  return async (request) => {
    const { searchParams } = new URL(request.url);
    const untilMs = clock.now();
    const sinceMs = parseSince(searchParams.get(historyParams.since) ?? '24h', untilMs);
    if (sinceMs === undefined) return errorResponse(400, sinceForms);
    const windowId = searchParams.get(historyParams.window) || undefined;
    if (windowId !== undefined && !isWindowId(windowId))
      return errorResponse(
        400,
        'window must be session, weekly, monthly, code-weekly or rate-<minutes>',
      );
    const named = searchParams.get(historyParams.account);
    const account = named === null ? daemon.state().accounts[0]?.account : named || undefined;
    return jsonResponse(await daemon.history({ account, windowId, sinceMs, untilMs }));
  };
}
