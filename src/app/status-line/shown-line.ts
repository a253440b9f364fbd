import { join } from 'node:path';
import type { AccountSettings } from '../../config/account-settings.ts';
import { dataFolder } from '../../config/config-paths.ts';
import type { Settings } from '../../config/settings.ts';
import { cacheSlot } from '../../credentials/cache-slot.ts';
import type { CachedUsage } from '../../domain/cached-usage.ts';
import { siteOf } from '../../domain/kimi-site.ts';
import { mainAccountName } from '../../domain/main-account.ts';
import { textDigest } from '../../domain/text-digest.ts';
import type { Host } from '../../host/host.ts';
import { openCacheFile } from '../../store/cache-file.ts';
import { accountsOfLines, cadenceMsOf } from './status-line-cache.ts';

type Place = Pick<Host, 'files' | 'env' | 'platform'>;

/** A status line: the account that it names, if it does, and the one that it shows. */
export type ShownLine = {
  readonly line: string | undefined;
  readonly account: AccountSettings | undefined;
};

export function namedLines(host: Place, { provider }: Settings): readonly ShownLine[] {
  return accountsOfLines(host).map((line) => ({
    line,
    account: provider.accounts.find(({ name }) => name === line),
  }));
}

/** A line may name the main account, too. */
export function isKnown({ line, account }: ShownLine): boolean {
  return line === undefined || line === mainAccountName || account !== undefined;
}

export function shownSettings(settings: Settings, { line, account }: ShownLine) {
  const { display, language, provider } = settings;
  return {
    line,
    enabled: provider.enabled,
    meters: display.meters,
    site: siteOf((account ?? provider).region),
    language,
    cadenceMs: cadenceMsOf(settings),
  };
}

export function accountMark({ provider }: Settings, { account }: ShownLine): string {
  const { source, cookieSource, region, apiKey, cookieHeader } = { ...provider, ...account };
  const secrets = [apiKey?.open() ?? null, cookieHeader?.open() ?? null];
  const name = account === undefined ? [] : [account.name];
  return textDigest(JSON.stringify([source, cookieSource, region, ...secrets, ...name]));
}

export function cachedUsage(
  host: Place,
  settings: Settings,
  account: AccountSettings | undefined,
): CachedUsage | undefined {
  const slot = slotOf(host, settings, account);
  const path = join(dataFolder(host.env, host.platform), 'readings', `${slot}.json`);
  return openCacheFile(host, path).read();
}

export function slotOf(
  { env }: Pick<Host, 'env'>,
  settings: Settings,
  account: AccountSettings | undefined,
): string {
  return cacheSlot({ settings, account, choice: settings.provider.source, env });
}
