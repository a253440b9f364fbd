import { join } from 'node:path';
import { dataFolder } from '../config/config-paths.ts';
import type { Settings } from '../config/settings.ts';
import { cacheSlot } from '../credentials/cache-slot.ts';
import type { UsageOutcome } from '../domain/usage-snapshot.ts';
import { withoutIdleMain, type AccountState } from '../domain/usage-state.ts';
import type { Host } from '../host/host.ts';
import type { LoopAccount, LoopRequest } from './refresh-loop.ts';
import { openCacheFile } from '../store/cache-file.ts';
import type { UsageApp } from '../app/usage-app.ts';

/** After a restart this old a reading is shown until the first answer. */
const shownForMs = 15 * 60_000;
const patienceMs = 20_000;

/** All accounts as the refresh loop takes them, the main one first; none where Kimi is switched off. */
export function daemonAccounts(
  host: Host,
  settings: Settings,
  app: UsageApp,
): readonly LoopAccount[] {
  if (!settings.provider.enabled) return [];
  const choice = settings.provider.source;
  return [undefined, ...settings.provider.accounts].map((account): LoopAccount => {
    const name = account === undefined ? {} : { name: account.name };
    const slot = cacheSlot(
      account === undefined
        ? { settings, choice, env: host.env }
        : { settings, choice, account, env: host.env },
    );
    return Object.assign(name, {
      slot,
      kept: () => keptOutcome(host, slot),
      read: (ask: LoopRequest) => readAccount(app, account?.name, ask),
    });
  });
}

function readAccount(
  app: UsageApp,
  account: string | undefined,
  ask: LoopRequest,
): Promise<UsageOutcome> {
  const named = account === undefined ? {} : { account };
  return app.readUsage({ ...named, ...ask, mayPrompt: false, timeoutMs: patienceMs });
}

/** What there is to show of them. */
export function accountStates(
  accounts: readonly LoopAccount[],
  outcomeOf: (slot: string) => UsageOutcome | undefined,
): readonly AccountState[] {
  const states = accounts.map(({ name, slot }): AccountState => {
    const outcome = outcomeOf(slot);
    return {
      account: name,
      outcome,
    };
  });
  return withoutIdleMain(states);
}

function keptOutcome(host: Host, slot: string): UsageOutcome | undefined {
  const kept = openCacheFile(
    host,
    join(dataFolder(host.env, host.platform), 'readings', `${slot}.json`),
  ).read();
  if (kept?.good === undefined || kept.failed !== undefined) return undefined;
  const ageMs = host.clock.now() - kept.good.snapshot.fetchedAtMs;
  return ageMs >= 0 && ageMs <= shownForMs ? { kind: 'fresh', ...kept.good } : undefined;
}
