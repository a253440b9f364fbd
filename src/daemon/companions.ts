import type { Settings } from '../config/settings.ts';
import type { Host } from '../host/host.ts';
import { keepYoungHeapSmall } from '../host/small-heap.ts';
import type { Metric } from '../present/metrics/metric.ts';
import { maxAtOnce } from '../refresh/service-gate.ts';
import type { PriceChanges } from './daemon-accounts.ts';
import { Exporter } from './export/exporter.ts';
import { LogWatch } from './log-watch.ts';

/** What runs beside the refresh loop of a program that stays open. */
export type Companion = Pick<LogWatch | Exporter, 'start' | 'close'>;

export type CompanionFacts = {
  readonly accounts: () => readonly (string | undefined)[];
  readonly onWall: () => Promise<void>;
  readonly onPrices: (changes: PriceChanges) => void;
  readonly settings: () => Settings;
  readonly metrics: () => Promise<readonly Metric[]>;
  readonly jitter: () => number;
};

/** Reads what agents add to their logs, and exports metrics if that is on. */
export function startCompanions(host: Host, facts: CompanionFacts): readonly Companion[] {
  const { accounts, onWall, onPrices, settings, metrics, jitter } = facts;
  const companions = [
    new LogWatch(host, { accounts, onWall, onPrices }),
    new Exporter(host, { settings: () => settings().export, metrics, jitter }),
  ];
  // What the refreshes of many accounts leave behind would let the heap grow for good.
  if (accounts().length > maxAtOnce) keepYoungHeapSmall();
  for (const companion of companions) companion.start();
  return companions;
}
