import { resolve } from 'node:path';
import { openUpToDateLedger } from '../../../app/logs/open-ledger.ts';
import { readBreakdown, type BreakdownRequest } from '../../../app/logs/read-breakdown.ts';
import { openApp } from '../../../app/open-app.ts';
import type { Breakdown, PointRange } from '../../../domain/breakdown.ts';
import type { WindowId } from '../../../domain/quota-window.ts';
import { readEnvValue } from '../../../host/env-value.ts';
import type { Env, Host } from '../../../host/host.ts';
import { collectAfterStart } from '../../../host/small-heap.ts';
import { answerTool } from '../../../mcp/answer-tool.ts';
import type { LogQueries, ToolAnswer, ToolCall } from '../../../mcp/tool-answer.ts';
import type { Messages } from '../../../present/messages/en.ts';
import { since as sinceType, startOf } from '../../command-line/since.ts';

type Caller = {
  readonly host: Host;
  readonly configPath?: string | undefined;
  readonly messages: Messages;
};

/** A session with a call since then is probably the one that asks. */
const presentMs = 15 * 60_000;
/** How far back the last session may be. */
const lastSessionMs = 30 * 86_400_000;

/** Answers a call with the settings of this moment, which the user may change meanwhile. */
export async function answerCall(
  { host, configPath, messages }: Caller,
  call: ToolCall,
): Promise<ToolAnswer> {
  collectAfterStart();
  const open = () => openApp({ host, configPath });
  const logs = logQueries(host, call.signal);
  return answerTool({ clock: host.clock, messages, openApp: open, logs }, call);
}

function logQueries(host: Host, signal: AbortSignal): LogQueries {
  async function withLedger<T>(
    work: (read: (request: BreakdownRequest) => Promise<Breakdown>) => Promise<T>,
  ): Promise<T> {
    const ledger = await openUpToDateLedger(host, { signal });
    try {
      return await work((request) => readBreakdown(host, ledger, request));
    } finally {
      ledger.close();
    }
  }
  return {
    readBreakdown({ since, ...query }) {
      const from = since === undefined ? undefined : sinceType.parse(since);
      const sinceMs = from === undefined ? undefined : startOf(from, host.clock.now());
      return withLedger((read) => read({ ...query, sinceMs }));
    },
    lastSessionPoints: (windows, account) =>
      withLedger((read) => lastSessionPoints(host, { windows, account }, read)),
  };
}

async function lastSessionPoints(
  host: Host,
  { windows, account }: { windows: readonly WindowId[]; account: string | undefined },
  read: (request: BreakdownRequest) => Promise<Breakdown>,
): Promise<ReadonlyMap<WindowId, PointRange>> {
  const nowMs = host.clock.now();
  const points = new Map<WindowId, PointRange>();
  for (const windowId of windows) {
    const { rows } = await read({
      by: 'session',
      project: clientFolder(host.env),
      sinceMs: nowMs - lastSessionMs,
      windowId,
      account,
    });
    const newestFirst = rows.toSorted((a, b) => b.lastAt - a.lastAt);
    const last = newestFirst.find(({ lastAt }) => lastAt < nowMs - presentMs) ?? newestFirst[0];
    if (last?.quota !== undefined) points.set(windowId, last.quota);
  }
  return points;
}

/** Kimi Code starts a plugin's server in the plugin's own folder. */
function clientFolder(env: Env): string {
  const here = resolve('');
  const pluginFolder = readEnvValue(env, 'KIMI_PLUGIN_ROOT');
  const isPlugin = pluginFolder !== undefined && resolve(pluginFolder) === here;
  return isPlugin ? (readEnvValue(env, 'PWD') ?? here) : here;
}
