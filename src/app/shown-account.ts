import { join } from 'node:path';
import type { AccountSettings } from '../config/account-settings.ts';
import { dataFolder } from '../config/config-paths.ts';
import type { ProviderSettings, Settings } from '../config/settings.ts';
import { cacheSlot } from '../credentials/cache-slot.ts';
import { Failure } from '../domain/failure.ts';
import { mainAccountName } from '../domain/main-account.ts';
import type { UsageOutcome } from '../domain/usage-snapshot.ts';
import type { Host } from '../host/host.ts';
import { minForcedGapMs } from '../refresh/cadence.ts';
import { openCacheFile } from '../store/cache-file.ts';
import type { AccountOutcome, UsageApp, UsageRequest } from './usage-app.ts';

/** A main account without a sign-in is only checked this often: that looks into every browser. */
const recheckMs = 300_000;

type Place = Pick<Host, 'files' | 'env' | 'platform'>;

/**
 * The account with this name; undefined is the main one. Throws `invalid-arguments` if there is
 * none.
 */
export function accountNamed(
  { accounts }: ProviderSettings,
  name: string | undefined,
): AccountSettings | undefined {
  const account = accounts.find((configured) => configured.name === name);
  if (account !== undefined || name === undefined || name === mainAccountName) return account;
  throw new Failure('invalid-arguments', 'unknown account', {
    detail: { code: 'unknown-account', subject: name },
  });
}

/** All accounts in the order in which they are shown; undefined is the main one. */
export function accountsInOrder(
  provider: ProviderSettings,
): readonly (AccountSettings | undefined)[] {
  const chosen = defaultAccount(provider);
  const all = [undefined, ...provider.accounts];
  return chosen === undefined ? all : [chosen, ...all.filter((account) => account !== chosen)];
}

/**
 * The account that commands show unless they name one, as far as is known without a request: the
 * default one. Without one it is the main account, or the first named one if the main account had
 * no sign-in when it was last read.
 */
export function shownAccount(host: Place, settings: Settings): AccountSettings | undefined {
  const { provider } = settings;
  const known = defaultAccount(provider);
  if (known !== undefined || provider.accounts.length === 0) return known;
  return missingSince(host, settings) === undefined ? undefined : provider.accounts[0];
}

/** Reads the account that commands show unless they name one. */
export async function readShownUsage(
  { host, settings }: { readonly host: Host; readonly settings: Settings },
  readUsage: UsageApp['readUsage'],
  requestFor: (account: string | undefined) => UsageRequest,
): Promise<AccountOutcome> {
  const { provider } = settings;
  const [first] = provider.accounts;
  const read = async (account: string | undefined): Promise<AccountOutcome> => ({
    account,
    outcome: await readUsage(requestFor(account)),
  });
  const chosen = defaultAccount(provider);
  if (chosen !== undefined || first === undefined) return read(chosen?.name);
  const sinceMs = host.clock.now() - (missingSince(host, settings) ?? -Infinity);
  const { source, insist, maxAgeMs } = requestFor(undefined);
  const isKnown = sinceMs >= 0 && sinceMs < recheckMs && maxAgeMs > minForcedGapMs;
  if (isKnown && source === undefined && !insist) return read(first.name);
  const main = await read(undefined);
  // Named accounts have neither logins nor browser sessions.
  return isMissing(main.outcome) && source !== 'cli' ? read(first.name) : main;
}

/** Undefined if none is set, or if it is gone from the file. */
export function defaultAccount(provider: ProviderSettings): AccountSettings | undefined {
  return provider.accounts.find(({ name }) => name === provider.defaultAccount);
}

/** When the main account was found to have no sign-in, epoch milliseconds. */
function missingSince(host: Place, settings: Settings): number | undefined {
  const { env, platform } = host;
  const slot = cacheSlot({ settings, choice: settings.provider.source, env });
  const path = join(dataFolder(env, platform), 'readings', `${slot}.json`);
  const failed = openCacheFile(host, path).read()?.failed;
  return failed?.failure.kind === 'credential-missing' ? failed.failedAtMs : undefined;
}

function isMissing(outcome: UsageOutcome): boolean {
  return outcome.kind === 'failed' && outcome.failure.kind === 'credential-missing';
}
