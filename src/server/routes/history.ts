import { historyParams } from '../../domain/daemon-api.ts';
import { isWindowId } from '../../domain/quota-window.ts';
import { errorResponse, jsonResponse } from '../responses.ts';
import type { ServerWorld } from '../server-world.ts';

const hourMs = 3_600_000;
const unitMs: Readonly<Record<string, number>> = { h: hourMs, d: 24 * hourMs };

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
    if (sinceMs === undefined)
      return errorResponse(400, 'since must be a span like 24h, 7d, 30d or an ISO time');
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

/** Epoch milliseconds; undefined for anything else than a span or an ISO time. */
function parseSince(text: string, nowMs: number): number | undefined {
  const [, amount = '', unit = ''] = /^(\d{1,5})([hd])$/.exec(text) ?? [];
  if (amount !== '') return nowMs - Number(amount) * (unitMs[unit] ?? 0);
  const atMs = /^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(atMs) ? undefined : atMs;
}
