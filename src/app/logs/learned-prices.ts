import { learnPricesInSlices } from '../../domain/attribution/learn-prices.ts';
import { settledChanges, type PriceChange } from '../../domain/attribution/settled-changes.ts';
import type { HistorySeries } from '../../domain/history.ts';
import type { KindUse } from '../../domain/ledger.ts';
import type { Host } from '../../host/host.ts';
import { runInSlices } from '../../host/run-in-slices.ts';
import type { TokenLedger } from '../../store/ledger/token-ledger.ts';
import type { LearnedPrices } from '../../store/prices-file.ts';
import { readHistory } from '../history.ts';
import { freshPrices, pricesFile } from './fresh-prices.ts';

/** An account's readings and token use, as far back as both are fine enough, and its prices. */
export type PricedHistory = {
  readonly allSeries: readonly HistorySeries[];
  readonly uses: readonly KindUse[];
  readonly learned: LearnedPrices;
};

/** The ledger keeps five minutes for this long. */
const fineMs = 90 * 86_400_000;
const bucketMs = 5 * 60_000;

/** Learns an account's prices from its last 90 days, unless that was done lately, and keeps them. */
export async function readPricedHistory(
  host: Host,
  ledger: TokenLedger,
  account: string | undefined,
): Promise<PricedHistory> {
  const known = freshPrices(host, account);
  const { allSeries, uses } = await readFineHistory(host, ledger, account);
  return { allSeries, uses, learned: known ?? (await learn(host, account, { allSeries, uses })) };
}

/** The latest price change of each account that has any. Cheap unless prices are to be learned. */
export async function readPriceChanges(
  host: Host,
  ledger: TokenLedger,
  accounts: readonly (string | undefined)[],
): Promise<ReadonlyMap<string | undefined, PriceChange>> {
  const changes = new Map<string | undefined, PriceChange>();
  for (const account of accounts) {
    const learned =
      freshPrices(host, account) ??
      (await learn(host, account, await readFineHistory(host, ledger, account)));
    const change = settledChanges(learned.windows).at(-1);
    if (change !== undefined) changes.set(account, change);
  }
  return changes;
}

type FineHistory = Pick<PricedHistory, 'allSeries' | 'uses'>;

async function readFineHistory(
  host: Host,
  ledger: TokenLedger,
  account: string | undefined,
): Promise<FineHistory> {
  const untilMs = host.clock.now();
  const sinceMs = untilMs - fineMs;
  return {
    allSeries: await readHistory(host, { account, sinceMs, untilMs }),
    uses: await ledger.uses({ sinceMs, untilMs, everyMs: bucketMs }),
  };
}

async function learn(
  host: Host,
  account: string | undefined,
  { allSeries, uses }: FineHistory,
): Promise<LearnedPrices> {
  const windows = await runInSlices(learnPricesInSlices(allSeries, uses));
  const learned = { account, learnedAtMs: host.clock.now(), windows };
  try {
    await pricesFile(host).write(learned);
  } catch (error) {
    host.log.debug('the learned prices could not be saved', { reason: String(error) });
  }
  return learned;
}
