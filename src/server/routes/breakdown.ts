import { breakdownKeys, type BreakdownKey } from '../../domain/breakdown.ts';
import { breakdownParams } from '../../domain/daemon-api.ts';
import { isWindowId } from '../../domain/quota-window.ts';
import { breakdownRecord } from '../../present/json/breakdown-json.ts';
import { errorResponse, jsonResponse } from '../responses.ts';
import type { ServerWorld } from '../server-world.ts';
import { parseSince, sinceForms } from './since-param.ts';

const maxLimit = 10_000;

/**
 * `GET /api/v1/breakdown?by=&since=&window=&account=&limit=&project=&session=&titles=`: where tokens
 * and quota went, as `kimibar breakdown --json` prints it. `project` and `session` narrow it to one
 * of them; of one session, `by=agent` tells its sub-agents apart. `titles=1` labels sessions with
 * their titles.
 */
export function breakdownRoute({
  daemon,
  clock,
}: ServerWorld): (request: Request) => Promise<Response> {
  return async (request) => {
    const { searchParams } = new URL(request.url);
    const get = (name: keyof typeof breakdownParams): string | undefined =>
      searchParams.get(breakdownParams[name]) || undefined;
    const by = get('by') ?? 'project';
    if (!isBreakdownKey(by)) return errorResponse(400, `by must be ${breakdownKeys.join(', ')}`);
    const since = get('since');
    const sinceMs = since === undefined ? undefined : parseSince(since, clock.now());
    if (since !== undefined && sinceMs === undefined) return errorResponse(400, sinceForms);
    const windowId = get('window');
    if (windowId !== undefined && !isWindowId(windowId))
      return errorResponse(400, 'window must be session, weekly or monthly');
    const limit = get('limit') === undefined ? undefined : Number(get('limit'));
    if (limit !== undefined && !(Number.isInteger(limit) && limit >= 1 && limit <= maxLimit))
      return errorResponse(400, `limit must be a number from 1 to ${maxLimit}`);
    const { accounts } = daemon.state();
    const named = searchParams.get(breakdownParams.account);
    const breakdown = await daemon.breakdown({
      by,
      sinceMs,
      windowId,
      limit,
      account: named === null ? accounts[0]?.account : named || undefined,
      project: get('project'),
      sessionId: get('session'),
      logsShared: accounts.length > 1,
      titles: get('titles') === '1',
    });
    return jsonResponse(breakdownRecord(breakdown));
  };
}

function isBreakdownKey(word: string): word is BreakdownKey {
  return breakdownKeys.some((key) => key === word);
}
