import { join } from 'node:path';
import { dataFolder } from '../../config/config-paths.ts';
import type { Host } from '../../host/host.ts';
import { openPricesFile, type LearnedPrices } from '../../store/prices-file.ts';

/** Prices change seldom, so those of a few hours ago are good enough. */
const learnAgainMs = 3 * 3_600_000;

/** By account; those of other accounts are to be learned, for the first time or again. */
export function freshPrices(host: Host): ReadonlyMap<string | undefined, LearnedPrices> {
  const nowMs = host.clock.now();
  const isFresh = ({ learnedAtMs }: LearnedPrices): boolean =>
    nowMs >= learnedAtMs && nowMs - learnedAtMs < learnAgainMs;
  return new Map([...pricesFile(host).readAll()].filter(([, learned]) => isFresh(learned)));
}

export function pricesFile(host: Host) {
  return openPricesFile(host, join(dataFolder(host.env, host.platform), 'prices.json'));
}
