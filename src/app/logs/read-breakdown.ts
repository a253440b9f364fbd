import {
  breakdownRows,
  isInScope,
  isKimiUse,
  isTime,
  limitRows,
  sumTokens,
  totalTokens,
  type Breakdown,
  type BreakdownRow,
  type BreakdownScope,
} from '../../domain/breakdown.ts';
import type { KindUse } from '../../domain/ledger.ts';
import type { Host } from '../../host/host.ts';
import { readSessionTitles } from '../../logs/kimi-code/session-state.ts';
import type { TokenLedger } from '../../store/ledger/token-ledger.ts';
import { attributeOnce } from './attribute-once.ts';
import { openUpToDateLedger, smallBatchBytes } from './open-ledger.ts';
import { readBreakdownPeriod, type BreakdownPeriod } from './breakdown-period.ts';

/** What to break down. Epoch milliseconds. */
export type BreakdownRequest = BreakdownScope & {
  /** The window to share out; by default the longest that the plan has. */
  readonly windowId?: BreakdownPeriod['windowId'];
  /** By default the start of that window's current period. */
  readonly sinceMs?: number | undefined;
  readonly account?: string | undefined;
  /** There are other accounts, see `Breakdown`. */
  readonly logsShared?: boolean | undefined;
  readonly limit?: number | undefined;
  /** Also read the titles of the sessions that are shown. */
  readonly titles?: boolean | undefined;
};

/** A quarter of an hour: the finest that time zones need, such as Nepal's. */
const spanMs = 15 * 60_000;

/** Where tokens and quota went, from an up-to-date ledger and the history. */
export async function readBreakdown(
  host: Host,
  ledger: TokenLedger,
  request: BreakdownRequest,
): Promise<Breakdown> {
  const { by, account, limit } = request;
  const period = await readBreakdownPeriod(host, request);
  const { sinceMs, untilMs, windowId } = period;
  const everyMs = isTime(by) ? spanMs : undefined;
  const all = await ledger.uses({ sinceMs, untilMs, everyMs });
  const uses = all.filter((use) => isKimiUse(use) && isInScope(use, request));
  const attributed =
    windowId === undefined
      ? undefined
      : await attributeOnce(host, ledger, { period, scope: request, account });
  const allRows = breakdownRows(uses, request).map((row) =>
    Object.assign(row, { quota: attributed?.rows.get(row.key) }),
  );
  const rows = limitRows(allRows, by, limit);
  return {
    account,
    sinceMs,
    untilMs,
    by,
    windowId,
    tokens: sumTokens(uses),
    rows: request.titles === true && by === 'session' ? await withTitles(host, ledger, rows) : rows,
    otherProviders: otherProviders(all.filter((use) => isInScope(use, request))),
    quota: attributed?.quota,
    pointPrice: attributed?.pointPrice ?? [],
    walls: await ledger.walls({ sinceMs, untilMs }),
    logs: await ledger.logTotals(),
    logsShared: request.logsShared,
  };
}

/** The same with a ledger of its own, in steps short enough for a program that serves requests. */
export async function readBreakdownNow(host: Host, request: BreakdownRequest): Promise<Breakdown> {
  const ledger = await openUpToDateLedger(host, { batchBytes: smallBatchBytes });
  try {
    return await readBreakdown(host, ledger, request);
  } finally {
    ledger.close();
  }
}

function otherProviders(all: readonly KindUse[]): Breakdown['otherProviders'] {
  const byProvider = Map.groupBy(
    all.filter((use) => !isKimiUse(use)),
    ({ provider }) => provider,
  );
  return [...byProvider]
    .map(([provider, uses]) => ({ provider, tokens: sumTokens(uses) }))
    .toSorted((a, b) => totalTokens(b.tokens) - totalTokens(a.tokens));
}

async function withTitles(
  host: Host,
  ledger: TokenLedger,
  rows: readonly BreakdownRow[],
): Promise<readonly BreakdownRow[]> {
  const paths = [...(await ledger.logStamps()).keys()];
  const titles = readSessionTitles(host.files, paths, new Set(rows.map(({ key }) => key)));
  return rows.map((row) => Object.assign({}, row, { title: titles.get(row.key) }));
}
