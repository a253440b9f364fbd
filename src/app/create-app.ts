import { join } from 'node:path';
import { dataFolder } from '../config/config-paths.ts';
import type { AccountSettings } from '../config/account-settings.ts';
import type { Settings } from '../config/settings.ts';
import { cacheSlot } from '../credentials/cache-slot.ts';
import type { Keyring } from '../credentials/keyring/keyring.ts';
import type { PlannedSource } from '../credentials/credential.ts';
import type { FetchOutcome } from '../domain/fetch-outcome.ts';
import { siteOf, type KimiSite } from '../domain/kimi-site.ts';
import type { SourceChoice } from '../domain/setting-choices.ts';
import type { UsageOutcome } from '../domain/usage-snapshot.ts';
import type { Host } from '../host/host.ts';
import { readTimeZone } from '../host/time-zone.ts';
import type { FetchContext } from '../kimi/fetch-usage.ts';
import type { KimiAddress } from '../kimi/read-with.ts';
import { refreshUsage } from '../refresh/refresher.ts';
import { openCacheFile } from '../store/cache-file.ts';
import { takeLease } from '../store/refresh-lease.ts';
import { readLearned } from './learned.ts';
import { findRunningDaemon } from './running-daemon.ts';
import {
  accountNamed,
  accountsInOrder,
  defaultAccount,
  readShownUsage,
  shownAccount,
} from './shown-account.ts';
import { StatusLineSaver } from './status-line-saver.ts';
import { readSeenWalls, underWalls } from './seen-walls.ts';
import type { RefreshSchedule, UsageApp, UsageRequest } from './usage-app.ts';
import { version } from './version.ts';

/**
 * Builds the app from a machine and its settings. `configPath` is the file that the settings came
 * from, if it is not the default one. Composes the other rooms and decides nothing.
 */
export function createApp(host: Host, settings: Settings, configPath?: string): UsageApp {
  const statusLines = new StatusLineSaver(host, settings, configPath);
  const read: UsageApp['readUsage'] = (request) =>
    readUsage({ host, settings, statusLines }, request);
  return {
    ...knownFrom(host, settings),
    ...signIns(host, settings),
    readUsage: read,
    readShownUsage: (requestFor) => readShownUsage({ host, settings }, read, requestFor),
    async learnedOf(account) {
      const { learnFromHistory } = await import('./history.ts');
      const slot = cacheSlot({ settings, ...selectionOf(settings, { account }), env: host.env });
      return learnFromHistory(host, { slot, account });
    },
    async serviceStatus(request) {
      const { readServiceStatus } = await import('./service-status.ts');
      return readServiceStatus(host, settings, request);
    },
  };
}

type SettingFacts =
  | 'enabled'
  | 'accounts'
  | 'accountsInOrder'
  | 'defaultAccount'
  | 'shownAccount'
  | 'accountFor'
  | 'source'
  | 'site'
  | 'meters';

/** What the settings say. */
function knownFrom(host: Host, settings: Settings): Pick<UsageApp, SettingFacts> {
  const { provider } = settings;
  return {
    enabled: provider.enabled,
    accounts: provider.accounts.map(({ name }) => name),
    accountsInOrder: accountsInOrder(provider).map((account) => account?.name),
    defaultAccount: defaultAccount(provider)?.name,
    shownAccount: () => shownAccount(host, settings)?.name,
    accountFor: (name) => accountNamed(provider, name)?.name,
    source: provider.source,
    site: siteOf(provider.region),
    meters: settings.display.meters,
  };
}

/** Everything about sign-ins; its code is loaded when it is needed. */
function signIns(
  host: Host,
  settings: Settings,
): Pick<UsageApp, 'diagnose' | 'listSessions' | 'forgetSessions' | 'signInDigest' | 'tryPasted'> {
  const { provider } = settings;
  return {
    async diagnose(request) {
      const { diagnoseSources } = await import('../credentials/diagnose-sources.ts');
      const selection = selectionOf(settings, request);
      const sources = await planFor(host, settings, selection);
      const site = siteOf((selection.account ?? provider).region);
      return { ...(await diagnoseSources(host, sources, request)), site };
    },
    async listSessions(request) {
      const { listSessions } = await import('../credentials/list-sessions.ts');
      const site = siteOf(provider.region);
      const deps = { ...host, site, cache: await sessionCache(host, site) };
      return listSessions(deps, provider, request);
    },
    async forgetSessions() {
      const { forgetSessions } = await import('../credentials/list-sessions.ts');
      return forgetSessions([
        await sessionCache(host, 'mainland'),
        await sessionCache(host, 'global'),
      ]);
    },
    async signInDigest({ signal }) {
      const { signInDigest } = await import('../credentials/credential-digest.ts');
      const sources = await planFor(host, settings, selectionOf(settings, {}));
      return signInDigest(sources, { signal, mayPrompt: false });
    },
    async tryPasted(credential, { region, timeoutMs, signal }) {
      const { tryCredential } = await import('../kimi/try-credential.ts');
      const address = { ...addressOf(settings, {}), region: region ?? provider.region };
      return tryCredential(host, credential, { address, timeoutMs, signal });
    },
  };
}

type UsageDeps = {
  readonly host: Host;
  readonly settings: Settings;
  readonly statusLines: StatusLineSaver;
};

async function readUsage(
  { host, settings, statusLines }: UsageDeps,
  request: UsageRequest,
): Promise<UsageOutcome & RefreshSchedule> {
  const selection = selectionOf(settings, request);
  const slot = cacheSlot({ settings, ...selection, env: host.env });
  const path = join(dataFolder(host.env, host.platform), 'readings', slot);
  const { account, choice } = selection;
  const cache = statusLines.saveAlso(
    { account: account?.name, choice },
    openCacheFile(host, `${path}.json`),
  );
  const { daemonUsage } = request;
  const daemon = daemonUsage === undefined ? undefined : findRunningDaemon(host, slot, cache);
  const schedule =
    daemon?.nextRefreshAtMs === undefined ? {} : { nextRefreshAtMs: daemon.nextRefreshAtMs };
  const kept = daemonUsage === 'accept' && !request.insist ? daemon?.freshUsage() : undefined;
  const shown = (found: UsageOutcome): UsageOutcome =>
    withLearned(
      host,
      slot,
      underWalls(found, readSeenWalls(host, account?.name), host.clock.now()),
    );
  if (kept !== undefined) return { ...shown(kept), ...schedule };
  const startedAtMs = host.clock.now();
  const outcome = await refreshUsage(
    {
      clock: host.clock,
      log: host.log,
      cache,
      takeLease: () => takeLease(host, `${path}.lease`),
      fetch: (signal, owner) =>
        fetchNow(host, settings, selection, { signal, mayPrompt: request.mayPrompt, owner }),
    },
    request,
  );
  const fetched = { account: account?.name, outcome, startedAtMs };
  await daemon?.recordHistory(fetched, request.recordHistory === true ? 'now' : 'later');
  return { ...shown(outcome), ...schedule };
}

function withLearned(host: Host, slot: string, outcome: UsageOutcome): UsageOutcome {
  return outcome.kind === 'fresh' ? { ...outcome, learned: readLearned(host, slot) } : outcome;
}

/** Which account to read and from which source. */
type Selection = { readonly account?: AccountSettings | undefined; readonly choice: SourceChoice };

function selectionOf(
  { provider }: Settings,
  { account: name, source }: Pick<UsageRequest, 'account' | 'source'>,
): Selection {
  const choice = source ?? provider.source;
  return { account: accountNamed(provider, name), choice };
}

/** Loads credentials and requests only now: showing cached usage needs none of them. */
async function fetchNow(
  host: Host,
  settings: Settings,
  selection: Selection,
  context: Pick<FetchContext, 'signal' | 'mayPrompt' | 'owner'>,
): Promise<FetchOutcome> {
  const { fetchUsage } = await import('../kimi/fetch-usage.ts');
  return fetchUsage(host, {
    ...context,
    choice: selection.choice,
    sources: await planFor(host, settings, selection),
    address: addressOf(settings, selection),
    walls: readSeenWalls(host, selection.account?.name),
  });
}

function addressOf(
  { provider, codeBaseUrl, webBaseUrl }: Settings,
  { account }: Pick<Selection, 'account'>,
): KimiAddress {
  return {
    codeBaseUrl,
    webBaseUrl,
    region: (account ?? provider).region,
    version,
    // Only the web gateway needs it, and Node's time zone data takes 8 MB once loaded.
    get timezone() {
      return readTimeZone();
    },
  };
}

async function planFor(
  host: Host,
  settings: Settings,
  selection: Selection,
): Promise<readonly PlannedSource[]> {
  const { planSources } = await import('../credentials/plan-sources.ts');
  const { createBrowserSources } = await import('../credentials/browsers/browser-source.ts');
  const site = siteOf((selection.account ?? settings.provider).region);
  const openCache = () => sessionCache(host, site);
  const browserSources = createBrowserSources({ ...host, site, openCache });
  const readKeyring: Keyring['read'] = async (id, ask) => {
    const { openKeyring } = await import('../credentials/keyring/open-keyring.ts');
    return openKeyring(host).read(id, ask);
  };
  return planSources(
    { ...host, browserSources, readKeyring },
    { provider: settings.provider, ...selection },
  );
}

async function sessionCache(host: Host, site: KimiSite) {
  const { createSessionCache } = await import('../credentials/browsers/session-cache.ts');
  return createSessionCache(host, dataFolder(host.env, host.platform), site);
}
