import { isWindowId } from '../../domain/quota-window.ts';
import { errorResponse, jsonResponse } from '../responses.ts';
import type { ServerWorld } from '../server-world.ts';

const hourMs = 3_600_000;
const unitMs: Readonly<Record<string, number>> = { h: hourMs, d: 24 * hourMs };

/**
 * `GET /api/v1/history?since=&window=&account=`: the series as remembered. `since` is a span (`24h`, `7d`, `30d`) or an
 * ISO time, 24 hours where absent; all windows and the main account where those are absent.
 */
export function historyRoute({
  daemon,
  clock,
}: ServerWorld): (request: Request) => Promise<Response> {
  return async (request) => {
    const { searchParams } = new URL(request.url);
    const untilMs = clock.now();
    const sinceMs = readSince(searchParams.get('since') ?? '24h', untilMs);
    if (sinceMs === undefined)
      return errorResponse(400, 'since must be a span like 24h, 7d, 30d or an ISO time');
    const window = searchParams.get('window') || undefined;
    if (window !== undefined && !isWindowId(window))
      return errorResponse(
        400,
        'window must be session, weekly, monthly, code-weekly or rate-<minutes>',
      );
    const account = searchParams.get('account') || undefined;
    const series = await daemon.history({
      account,
      windowId: window,
      sinceMs,
      untilMs,
    });
    return jsonResponse(series);
  };
}

function readSince(text: string, nowMs: number): number | undefined {
  const [, amount = '', unit = ''] = /^(\d{1,5})([hd])$/.exec(text) ?? [];
  if (amount !== '') return nowMs - Number(amount) * (unitMs[unit] ?? 0);
  const atMs = /^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(atMs) ? undefined : atMs;
}
