import { join } from 'node:path';
import { dataFolder } from '../config/config-paths.ts';
import type { AccountSettings } from '../config/setting-values.ts';
import type { Settings } from '../config/settings.ts';
import { cacheSlot } from '../credentials/cache-slot.ts';
import type { PlannedSource } from '../credentials/credential.ts';
import { Failure } from '../domain/failure.ts';
import type { StatusMarks } from '../domain/status-line-cache.ts';
import type { SourceChoice } from '../domain/setting-choices.ts';
import type { Host } from '../host/host.ts';
import type { FetchContext } from '../kimi/fetch-usage.ts';
import type { KimiAddress } from '../kimi/read-with.ts';
import { refreshUsage } from '../refresh/refresher.ts';
import { openCacheFile } from '../store/cache-file.ts';
import { takeLease } from '../store/refresh-lease.ts';
import { besideDaemon } from './beside-daemon.ts';
import type { UsageApp, UsageRequest } from './usage-app.ts';
import { version } from './version.ts';

/**
 * Builds the program from a machine and its settings (`configPath` is where those came from, if not the usual place).
 * Decides nothing: what happens when is the rooms' own business.
 */
export function createApp(host: Host, settings: Settings, configPath?: string): UsageApp {
  const folder = dataFolder(host.env, host.platform);
  const { provider } = settings;
  const statusLines = createStatusKeeper(host, settings, configPath);
  return {
    enabled: provider.enabled,
    accounts: provider.accounts.map(({ name }) => name),
    source: provider.source,
    meters: settings.display.meters,
    async readUsage(ask) {
      const wish = wishOf(settings, ask);
      const slot = cacheSlot({ settings, ...wish, env: host.env });
      const reading = statusLines.alsoFor(
        wish,
        openCacheFile(host, join(folder, 'readings', `${slot}.json`)),
      );
      const beside = ask.besideDaemon === undefined ? undefined : besideDaemon(host, slot, reading);
      const word =
        beside?.nextRefreshAtMs === undefined ? {} : { nextRefreshAtMs: beside.nextRefreshAtMs };
      const tended = ask.besideDaemon === 'use' && !ask.insist ? beside?.tended() : undefined;
      if (tended !== undefined) return { ...tended, ...word };
      const startedAtMs = host.clock.now();
      const outcome = await refreshUsage(
        {
          clock: host.clock,
          log: host.log,
          reading,
          takeLease: () => takeLease(host, join(folder, 'readings', `${slot}.lease`)),
          fetch: (signal, owner) =>
            fetchReading(host, settings, wish, {
              signal,
              mayPrompt: ask.mayPrompt,
              owner,
            }),
        },
        ask,
      );
      if (ask.remember === true) await beside?.remember(ask.account, outcome, startedAtMs);
      return { ...outcome, ...word };
    },
    async diagnose(ask) {
      const { diagnoseSources } = await import('../credentials/diagnose-sources.ts');
      return diagnoseSources(host, await plan(host, settings, wishOf(settings, ask)), ask);
    },
    async listSessions(ask) {
      const { listSessions } = await import('../credentials/list-sessions.ts');
      return listSessions({ ...host, cache: await sessionCache(host) }, provider, ask);
    },
    async forgetSessions() {
      const { forgetSessions } = await import('../credentials/list-sessions.ts');
      return forgetSessions(await sessionCache(host));
    },
    async signInDigest({ signal }) {
      const { signInDigest } = await import('../credentials/sign-in-digest.ts');
      return signInDigest(await plan(host, settings, wishOf(settings, {})), {
        signal,
        mayPrompt: false,
      });
    },
    async tryPasted(credential, ask) {
      const { tryCredential } = await import('../kimi/try-credential.ts');
      return tryCredential(host, credential, {
        address: addressOf(settings, wishOf(settings, {})),
        ...ask,
      });
    },
  };
}

/** Status lines show the main account as configured: what is kept of that one is kept for them, too. */
function createStatusKeeper(host: Host, settings: Settings, configPath: string | undefined) {
  // Of the moment when these settings were in force: who changes them later is not to be shown what they found.
  let marks: StatusMarks | undefined;
  return {
    alsoFor(wish: Wish, reading: ReturnType<typeof openCacheFile>): typeof reading {
      if (wish.account !== undefined || wish.choice !== settings.provider.source) return reading;
      return {
        read: () => reading.read(),
        async write(kept) {
          const { saveStatusLineCache, statusMarks } =
            await import('./status-line/status-line-cache.ts');
          marks ??= statusMarks(host, configPath);
          // That one can't be written is no reason to leave out the other.
          await Promise.all([
            reading.write(kept),
            saveStatusLineCache(host, settings, marks, kept),
          ]);
        },
      };
    },
  };
}

type Wish = { readonly account?: AccountSettings | undefined; readonly choice: SourceChoice };

function wishOf({ provider }: Settings, ask: Pick<UsageRequest, 'account' | 'source'>): Wish {
  const choice = ask.source ?? provider.source;
  if (ask.account === undefined) return { choice };
  const account = provider.accounts.find(({ name }) => name === ask.account);
  if (account !== undefined) return { account, choice };
  throw new Failure('invalid-arguments', 'unknown account', {
    detail: { code: 'unknown-account', subject: ask.account },
  });
}

/** Credentials and requests load only when a request is due: a kept reading needs none of them. */
async function fetchReading(
  host: Host,
  settings: Settings,
  wish: Wish,
  ask: Pick<FetchContext, 'signal' | 'mayPrompt' | 'owner'>,
) {
  const { fetchUsage } = await import('../kimi/fetch-usage.ts');
  return fetchUsage(host, {
    ...ask,
    choice: wish.choice,
    sources: await plan(host, settings, wish),
    address: addressOf(settings, wish),
  });
}

function addressOf(
  { provider, codeBaseUrl, webBaseUrl }: Settings,
  { account }: Wish,
): KimiAddress {
  return {
    codeBaseUrl,
    webBaseUrl,
    region: (account ?? provider).region,
    version,
    // Only the web gateway wants it, and Node's calendars, once asked, hold 8 MB for as long as the program runs.
    get timezone() {
      return new Intl.DateTimeFormat().resolvedOptions().timeZone;
    },
  };
}

async function plan(host: Host, settings: Settings, wish: Wish): Promise<readonly PlannedSource[]> {
  const { planSources } = await import('../credentials/plan-sources.ts');
  const { createBrowserSources } = await import('../credentials/browsers/browser-source.ts');
  const browserSources = createBrowserSources({ ...host, openCache: () => sessionCache(host) });
  return planSources({ ...host, browserSources }, { provider: settings.provider, ...wish });
}

async function sessionCache(host: Host) {
  const { createSessionCache } = await import('../credentials/browsers/session-cache.ts');
  return createSessionCache(host, dataFolder(host.env, host.platform));
}
