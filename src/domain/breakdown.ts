import type { KindUse, LogTotals } from './ledger.ts';
import type { WindowId } from './quota-window.ts';
import type { TokenCounts, TokenUse, Wall } from './token-use.ts';

export const breakdownKeys = [
  'project',
  'session',
  'model',
  'agent',
  'origin',
  'day',
  'hour',
] as const;
/** What the rows of a breakdown are about. */
export type BreakdownKey = (typeof breakdownKeys)[number];

export interface TokenSum extends TokenCounts {
  calls: number;
}

/** Percentage points of a window, with the range in which they probably are. */
export interface PointRange {
  readonly points: number;
  readonly low: number;
  readonly high: number;
}

export interface BreakdownRow {
  /** A folder, id or name; of a day its local date, of an hour its start in epoch milliseconds. */
  readonly key: string;
  readonly tokens: TokenSum;
  readonly sessions: number;
  /** Each model once. */
  readonly models: readonly string[];
  readonly firstAt: number;
  readonly lastAt: number;
  /** What the user called the session; only if it was asked for. */
  readonly title?: string | undefined;
  readonly quota?: PointRange | undefined;
}

/** What one point of a window cost, over a time. */
export interface PointPrice {
  readonly fromMs: number;
  readonly toMs: number;
  readonly windowId: WindowId;
  readonly model?: string | undefined;
  readonly tokensPerPoint: number;
  readonly low: number;
  readonly high: number;
}

/** Where tokens and quota went in a time. Times are epoch milliseconds. */
export interface Breakdown {
  readonly account?: string | undefined;
  readonly sinceMs: number;
  readonly untilMs: number;
  readonly by: BreakdownKey;
  readonly windowId?: WindowId | undefined;
  readonly tokens: TokenSum;
  readonly quota?:
    | {
        /** Measured: by how much Kimi's figures moved in the covered time. */
        readonly usedPoints: number;
        readonly explainedPoints: number;
        readonly elsewhere: PointRange;
        readonly coverage: number;
        readonly elsewhereTimes: readonly {
          readonly fromMs: number;
          readonly toMs: number;
          readonly points: number;
        }[];
      }
    | undefined;
  readonly rows: readonly BreakdownRow[];
  readonly otherProviders: readonly { readonly provider: string; readonly tokens: TokenSum }[];
  readonly pointPrice: readonly PointPrice[];
  readonly walls: readonly Wall[];
  readonly logs: readonly LogTotals[];
  /** Other accounts may have used the same logs, which do not say whose quota paid for a call. */
  readonly logsShared?: boolean | undefined;
}

/** What to break down; only the calls of one project or session if they are named. */
export interface BreakdownScope {
  readonly by: BreakdownKey;
  readonly project?: string | undefined;
  readonly sessionId?: string | undefined;
}

/** Does the account's Kimi quota pay for it? */
export function isKimiUse({ provider }: TokenUse): boolean {
  return provider === 'kimi';
}

export function isInScope(use: TokenUse, { project, sessionId }: BreakdownScope): boolean {
  return (
    (project === undefined || use.project === project) &&
    (sessionId === undefined || use.sessionId === sessionId)
  );
}

/**
 * The row that a use belongs to. Of one session, `agent` tells its sub-agents apart; otherwise the
 * programs.
 */
export function rowKeyOf(use: TokenUse, { by, sessionId }: BreakdownScope): string {
  switch (by) {
    case 'project':
      return use.project;
    case 'session':
      return use.sessionId;
    case 'model':
      return use.model;
    case 'agent':
      return sessionId === undefined ? use.agent : use.subagent;
    case 'origin':
      return use.origin ?? 'unknown';
    case 'day':
      return localDate(use.at);
    case 'hour':
      return String(startOfLocalHour(use.at));
  }
}

/** Sums uses to rows: days and hours in order of time, others with the most tokens first. */
export function breakdownRows(
  uses: readonly KindUse[],
  scope: BreakdownScope,
): readonly BreakdownRow[] {
  const rows = new Map<string, Row>();
  for (const use of uses) {
    const key = rowKeyOf(use, scope);
    const row = rows.get(key) ?? newRow(key, use);
    rows.set(key, row);
    addTokens(row.tokens, use);
    row.sessionIds.add(use.sessionId);
    row.modelNames.add(use.model);
    row.firstAt = Math.min(row.firstAt, use.at);
    row.lastAt = Math.max(row.lastAt, use.lastAt);
  }
  const all = [...rows.values()].map(({ sessionIds, modelNames, ...row }) =>
    Object.assign(row, { sessions: sessionIds.size, models: [...modelNames] }),
  );
  return isTime(scope.by)
    ? all.toSorted((a, b) => a.firstAt - b.firstAt)
    : all.toSorted((a, b) => totalTokens(b.tokens) - totalTokens(a.tokens));
}

/** The rows that a limit leaves: the latest days or hours, the largest of others. */
export function limitRows(
  rows: readonly BreakdownRow[],
  by: BreakdownKey,
  limit: number | undefined,
): readonly BreakdownRow[] {
  if (limit === undefined) return rows;
  return isTime(by) ? rows.slice(-limit) : rows.slice(0, limit);
}

export function isTime(by: BreakdownKey): boolean {
  return by === 'day' || by === 'hour';
}

export function sumTokens(uses: readonly TokenUse[]): TokenSum {
  const sum = noTokens();
  for (const use of uses) addTokens(sum, use);
  return sum;
}

/** All four kinds together. */
export function totalTokens({ input, output, cacheRead, cacheCreation }: TokenCounts): number {
  return input + output + cacheRead + cacheCreation;
}

type Row = {
  key: string;
  tokens: TokenSum;
  sessionIds: Set<string>;
  modelNames: Set<string>;
  firstAt: number;
  lastAt: number;
};

function newRow(key: string, { at, lastAt }: KindUse): Row {
  return {
    key,
    tokens: noTokens(),
    sessionIds: new Set(),
    modelNames: new Set(),
    firstAt: at,
    lastAt,
  };
}

function noTokens(): TokenSum {
  return { input: 0, output: 0, cacheRead: 0, cacheCreation: 0, calls: 0 };
}

function addTokens(sum: TokenSum, { tokens, calls }: TokenUse): void {
  sum.input += tokens.input;
  sum.output += tokens.output;
  sum.cacheRead += tokens.cacheRead;
  sum.cacheCreation += tokens.cacheCreation;
  sum.calls += calls;
}

function localDate(atMs: number): string {
  const at = new Date(atMs);
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

/**
 * Some time zones are half an hour off. A date would not tell the second of two hours that daylight
 * saving time repeats from the first.
 */
function startOfLocalHour(atMs: number): number {
  const intoMinuteMs = atMs % 60_000;
  return atMs - intoMinuteMs - new Date(atMs).getMinutes() * 60_000;
}
