import { join } from 'node:path';
import { dataFolder } from '../config/config-paths.ts';
import type { AccountSettings } from '../config/account-settings.ts';
import type { Settings } from '../config/settings.ts';
import { cacheSlot } from '../credentials/cache-slot.ts';
import type { PriceChange } from '../domain/attribution/settled-changes.ts';
import { siteOf } from '../domain/kimi-site.ts';
import type { UsageOutcome } from '../domain/usage-snapshot.ts';
import { withoutIdleMain, type AccountState } from '../domain/usage-state.ts';
import type { Host } from '../host/host.ts';
import type { LoopAccount } from './refresh-loop.ts';
import { openCacheFile } from '../store/cache-file.ts';
import { accountsInOrder } from '../app/shown-account.ts';
import type { UsageApp } from '../app/usage-app.ts';

/** After a restart, usage up to this old is shown until the first outcome. */
const maxCachedAgeMs = 15 * 60_000;
const refreshTimeoutMs = 20_000;

/** All accounts for the refresh loop, the default one first; none if Kimi is turned off. */
export function daemonAccounts(
  host: Host,
  settings: Settings,
  app: UsageApp,
): readonly LoopAccount[] {
  if (!settings.provider.enabled) return [];
  return accountsInOrder(settings.provider).map((account): LoopAccount => {
    const slot = accountSlot(host, settings, account);
    return {
      name: account?.name,
      slot,
      service: settings.codeBaseUrl ?? siteOf((account ?? settings.provider).region),
      cached: () => cachedOutcome(host, slot),
      refresh: (request) =>
        app.readUsage({
          ...request,
          account: account?.name,
          insist: false,
          mayPrompt: false,
          timeoutMs: refreshTimeoutMs,
        }),
    };
  });
}

/** Of the daemon of one process: its own account only, no hooks, unknown to other processes. */
export type PrivateUse = {
  readonly account: string | undefined;
  /** Not only its own. */
  readonly allAccounts?: boolean | undefined;
};

/** The accounts that a daemon refreshes. */
export function accountsInUse(
  all: readonly LoopAccount[],
  only: PrivateUse | undefined,
): readonly LoopAccount[] {
  return only === undefined || only.allAccounts === true
    ? all
    : all.filter(({ name }) => name === only.account);
}

/**
 * Under which name an account's usage is cached with these settings; the main account's if there is
 * none.
 */
export function accountSlot(
  { env }: Pick<Host, 'env'>,
  settings: Settings,
  account: AccountSettings | undefined,
): string {
  return cacheSlot({ settings, choice: settings.provider.source, account, env });
}

/** The latest price change of each account, by name. */
export type PriceChanges = ReadonlyMap<string | undefined, PriceChange>;

/** The states of these accounts for the feed. */
export function accountStates(
  accounts: readonly LoopAccount[],
  outcomeOf: (slot: string) => UsageOutcome | undefined,
  priceChanges: PriceChanges,
): readonly AccountState[] {
  return withoutIdleMain(
    accounts.map(({ name, slot }) => ({
      account: name,
      outcome: outcomeOf(slot),
      priceChange: priceChanges.get(name),
    })),
  );
}

function cachedOutcome(host: Host, slot: string): UsageOutcome | undefined {
  const folder = join(dataFolder(host.env, host.platform), 'readings');
  const cached = openCacheFile(host, join(folder, `${slot}.json`)).read();
  if (cached?.good === undefined || cached.failed !== undefined) return undefined;
  const ageMs = host.clock.now() - cached.good.snapshot.fetchedAtMs;
  return ageMs >= 0 && ageMs <= maxCachedAgeMs ? { kind: 'fresh', ...cached.good } : undefined;
}
