import { join } from 'node:path';
import { dataFolder } from '../../config/config-paths.ts';
import { learnPrices } from '../../domain/attribution/learn-prices.ts';
import type { HistorySeries } from '../../domain/history.ts';
import type { KindUse } from '../../domain/ledger.ts';
import type { Host } from '../../host/host.ts';
import type { TokenLedger } from '../../store/ledger/token-ledger.ts';
import { openPricesFile, type LearnedPrices } from '../../store/prices-file.ts';
import { readHistory } from '../history.ts';

/** An account's readings and token use, as far back as both are fine enough, and its prices. */
export type PricedHistory = {
  readonly allSeries: readonly HistorySeries[];
  readonly uses: readonly KindUse[];
  readonly learned: LearnedPrices;
};

/** The ledger keeps five minutes for this long. */
const fineMs = 90 * 86_400_000;
const bucketMs = 5 * 60_000;
/** Prices change seldom, so those of a few hours ago are good enough. */
const learnAgainMs = 3 * 3_600_000;

/** Learns an account's prices from its last 90 days, unless that was done lately, and keeps them. */
export async function readPricedHistory(
  host: Host,
  ledger: TokenLedger,
  account: string | undefined,
): Promise<PricedHistory> {
  const untilMs = host.clock.now();
  const sinceMs = untilMs - fineMs;
  const allSeries = await readHistory(host, { account, sinceMs, untilMs });
  const uses = await ledger.uses({ sinceMs, untilMs, everyMs: bucketMs });
  const file = openPricesFile(host, join(dataFolder(host.env, host.platform), 'prices.json'));
  const known = file.read(account);
  const ageMs = untilMs - (known?.learnedAtMs ?? Number.NEGATIVE_INFINITY);
  if (known !== undefined && ageMs >= 0 && ageMs < learnAgainMs)
    return { allSeries, uses, learned: known };
  const windows = learnPrices(allSeries, uses);
  const learned = { account, learnedAtMs: untilMs, windows };
  try {
    await file.write(learned);
  } catch (error) {
    host.log.debug('the learned prices could not be saved', { reason: String(error) });
  }
  return { allSeries, uses, learned };
}
