import { viewSettings } from '../config/settings-view.ts';
import type { Host } from '../host/host.ts';
import { savesBattery } from '../host/power.ts';
import type { Moment } from './account-track.ts';
import { createRefreshLoop, type RefreshPlan } from './refresh-loop.ts';
import { createUsageFeed } from './usage-feed.ts';
import { createApp } from '../app/create-app.ts';
import { openHistory } from '../app/history.ts';
import { accountStates, daemonAccounts } from './daemon-accounts.ts';
import type { DaemonSettings } from './daemon-settings.ts';
import { kimiCodeWorkedAtMs } from './kimi-code-activity.ts';
import { openSchedule } from '../app/open-schedule.ts';
import { createScheduleTeller } from './daemon-announcement.ts';
import { takeApiKey, takeSession } from '../app/pasted.ts';
import { createTally } from './refresh-tally.ts';
import { createHookTeller } from './events/publish-events.ts';
import type { UsageDaemon } from './usage-daemon.ts';

/** A daemon that can also say where its page is, for other processes to find. */
export type RunningDaemon = UsageDaemon & {
  /** The address of its page, once it listens. Never rejects. */
  announce(url: string): Promise<void>;
};

const trialPatienceMs = 20_000;

/** Builds the always-on program and starts its loop. Decides nothing: when to refresh and what to keep is the rooms' own business. */
export function createDaemon(host: Host, settings: DaemonSettings): RunningDaemon {
  const history = openHistory(host, { mayCreate: true });
  const scheduleFile = openSchedule(host);
  const teller = createScheduleTeller(host, scheduleFile);
  const tally = createTally();
  let watchers = 0;
  let [app, accounts] = rebuild();
  const feed = createUsageFeed(host, {
    enabled: settings.current().provider.enabled,
    accounts: [],
    refreshing: false,
  });

  function rebuild() {
    const inForce = settings.current();
    const built = createApp(host, inForce, settings.path);
    return [built, daemonAccounts(host, inForce, built)] as const;
  }

  function takeUp(): void {
    [app, accounts] = rebuild();
    feed.publish({
      enabled: settings.current().provider.enabled,
      accounts: accountStates(accounts, loop.outcomeOf),
    });
  }

  async function moment(): Promise<Moment> {
    const { cadence } = settings.current().refresh;
    const isWatched = watchers > 0;
    // The fixed cadences need to know nothing of the world.
    if (cadence !== 'adaptive') return { cadence, isWatched, savesBattery: false };
    const lookedAtMs = scheduleFile.lookedAtMs();
    const workedAtMs = kimiCodeWorkedAtMs(host);
    return {
      cadence,
      isWatched,
      savesBattery: await savesBattery(host),
      lookedAtMs,
      workedAtMs,
    };
  }

  async function tellPlan(plan: RefreshPlan): Promise<void> {
    const cadence = plan.first?.reason ?? plan.waitsFor;
    const before = feed.state();
    if (before.nextRefreshAtMs !== plan.first?.atMs || before.cadence !== cadence) {
      feed.publish({ nextRefreshAtMs: plan.first?.atMs, cadence });
    }
    await teller.tell(plan.nextRefreshAtMs);
  }

  const loop = createRefreshLoop({
    ...host,
    accounts: () => accounts,
    moment,
    async noticeChanges() {
      const changed = await settings.noticeChanges();
      if (changed) takeUp();
      return changed;
    },
    jitter: Math.random,
    onRefreshing: (refreshing) => feed.publish({ refreshing }),
    async onOutcome(account, outcome) {
      tally.count(outcome);
      feed.publish({ accounts: accountStates(accounts, loop.outcomeOf) });
      if (outcome.kind === 'fresh') await history.record(account.name, outcome.snapshot);
    },
    onPlan: tellPlan,
  });

  feed.publish({ accounts: accountStates(accounts, loop.outcomeOf) });
  const hooks = createHookTeller(host, settings);
  feed.subscribe((state) => hooks.observe(state));
  loop.start();

  return {
    state() {
      loop.recheck();
      return feed.state();
    },
    subscribe(listener) {
      loop.recheck();
      return feed.subscribe(listener);
    },
    async refresh() {
      await loop.refresh();
      return feed.state();
    },
    look() {
      let isHere = true;
      watchers += 1;
      loop.replan({ somebodyCame: true });
      return () => {
        watchers -= isHere ? 1 : 0;
        isHere = false;
      };
    },
    history: (query) => history.query(query),
    settings: () => viewSettings(settings.current()),
    async changeSettings(patch) {
      await settings.change(patch);
      takeUp();
      loop.replan({ somebodyCame: true });
      return viewSettings(settings.current());
    },
    async tryCredential({ apiKey, cookieHeader }, signal) {
      const pasted =
        apiKey === undefined ? takeSession(cookieHeader, host.clock.now()) : takeApiKey(apiKey);
      return app.tryPasted(pasted, { timeoutMs: trialPatienceMs, signal });
    },
    tally: () => tally.now(),
    announce: (url) => teller.announce(url),
    async close() {
      await loop.close();
      await hooks.close();
      history.close();
      await teller.end();
    },
  };
}
