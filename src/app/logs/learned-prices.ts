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
  const known = freshPrices(host).get(account);
  const uses = await readFineUses(host, ledger);
  const allSeries = await readFineSeries(host, account);
  if (known !== undefined) return { allSeries, uses, learned: known };
  const learned = await learn(host, account, { allSeries, uses });
  await save(host, [learned]);
  return { allSeries, uses, learned };
}

/** The latest price change of each account that has any. Cheap unless prices are to be learned. */
export async function readPriceChanges(
  host: Host,
  ledger: TokenLedger,
  accounts: readonly (string | undefined)[],
): Promise<ReadonlyMap<string | undefined, PriceChange>> {
  const known = freshPrices(host);
  const due = accounts.filter((account) => !known.has(account));
  const uses = due.length === 0 ? [] : await readFineUses(host, ledger);
  const learned: LearnedPrices[] = [];
  for (const account of due) {
    const allSeries = await readFineSeries(host, account);
    learned.push(await learn(host, account, { allSeries, uses }));
  }
  // All at once: each write is of the whole file.
  if (learned.length > 0) await save(host, learned);
  const all = new Map([...known, ...learned.map((one) => [one.account, one] as const)]);
  return new Map(
    accounts.flatMap((account) => {
      const change = settledChanges(all.get(account)?.windows ?? []).at(-1);
      return change === undefined ? [] : [[account, change] as const];
    }),
  );
}

function readFineUses(host: Host, ledger: TokenLedger): Promise<readonly KindUse[]> {
  const untilMs = host.clock.now();
  return ledger.uses({ sinceMs: untilMs - fineMs, untilMs, everyMs: bucketMs });
}

function readFineSeries(
  host: Host,
  account: string | undefined,
): Promise<readonly HistorySeries[]> {
  const untilMs = host.clock.now();
  return readHistory(host, { account, sinceMs: untilMs - fineMs, untilMs });
}

async function learn(
  host: Host,
  account: string | undefined,
  { allSeries, uses }: Pick<PricedHistory, 'allSeries' | 'uses'>,
): Promise<LearnedPrices> {
  const windows = await runInSlices(learnPricesInSlices(allSeries, uses));
  return { account, learnedAtMs: host.clock.now(), windows };
}

async function save(host: Host, learned: readonly LearnedPrices[]): Promise<void> {
  try {
    await pricesFile(host).write(...learned);
  } catch (error) {
    host.log.debug('the learned prices could not be saved', { reason: String(error) });
  }
}
