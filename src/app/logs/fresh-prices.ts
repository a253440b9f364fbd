import { join } from 'node:path';
import { dataFolder } from '../../config/config-paths.ts';
import type { Host } from '../../host/host.ts';
import { openPricesFile, type LearnedPrices } from '../../store/prices-file.ts';

/** Prices change seldom, so those of a few hours ago are good enough. */
const learnAgainMs = 3 * 3_600_000;

/** An account's prices; undefined if they are to be learned, for the first time or again. */
export function freshPrices(host: Host, account: string | undefined): LearnedPrices | undefined {
  const known = pricesFile(host).read(account);
  const ageMs = host.clock.now() - (known?.learnedAtMs ?? Number.NEGATIVE_INFINITY);
  return ageMs >= 0 && ageMs < learnAgainMs ? known : undefined;
}

export function pricesFile(host: Host) {
  return openPricesFile(host, join(dataFolder(host.env, host.platform), 'prices.json'));
}
