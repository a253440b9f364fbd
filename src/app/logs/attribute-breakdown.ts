import { attribute } from '../../domain/attribution/attribute.ts';
import { pointPrices } from '../../domain/attribution/point-prices.ts';
import { isInScope, rowKeyOf } from '../../domain/breakdown.ts';
import type { Host } from '../../host/host.ts';
import type { TokenLedger } from '../../store/ledger/token-ledger.ts';
import type { AttributedQuota, AttributionRequest } from './attributed-quota.ts';
import { readPricedHistory } from './learned-prices.ts';

const nothing: AttributedQuota = { quota: undefined, pointPrice: [], rows: new Map() };
/** Prices are compared over so many weeks, even if the breakdown itself is shorter. */
const comparedMs = 5 * 7 * 86_400_000;

/** Attributes a window's points; nothing if there are no readings of it, or no logs. */
export async function attributeBreakdown(
  host: Host,
  ledger: TokenLedger,
  { period, scope, account }: AttributionRequest,
): Promise<AttributedQuota> {
  const { windowId, sinceMs, untilMs } = period;
  if (windowId === undefined) return nothing;
  const { allSeries, uses, learned } = await readPricedHistory(host, ledger, account);
  const prices = learned.windows.find((one) => one.windowId === windowId);
  if (prices === undefined || prices.segments === 0) return nothing;
  const known = { allSeries, uses, prices };
  const found = attribute({
    ...known,
    windowId,
    sinceMs,
    untilMs,
    keyOf: (use) => (isInScope(use, scope) ? rowKeyOf(use, scope) : undefined),
  });
  const { usedPoints, explainedPoints, coverage, elsewhere, elsewhereTimes, rows } = found;
  return {
    quota: { usedPoints, explainedPoints, elsewhere, coverage, elsewhereTimes },
    pointPrice: pointPrices({
      ...known,
      sinceMs: Math.min(sinceMs, untilMs - comparedMs),
      untilMs,
    }),
    rows,
  };
}
