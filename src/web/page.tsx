import { useLayoutEffect, useMemo } from 'preact/hooks';
import type { Meters } from '../domain/setting-choices.ts';
import { usageView, type UsageView } from '../present/usage-view.ts';
import { changeSettings } from './live/daemon-api.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { SettingsPage } from './settings/settings-page.tsx';
import { useTab } from './browser-tab.ts';
import { FleetPage } from './fleet/fleet-page.tsx';
import { TokenGate } from './token-gate.tsx';
import { TopBar } from './top-bar.tsx';
import { maxListed } from './usage/accounts-table.tsx';
import { Glance } from './usage/glance.tsx';
import {
  shownAccounts,
  UsagePage,
  type ShownAccount,
  type UsagePageFacts,
} from './usage/usage-page.tsx';
import { useLiveUsage, useNow, type FollowedUsage } from './live/use-live-usage.ts';
import type { Live } from './live/live-usage.ts';
import { useRoute, type Route } from './use-route.ts';
import { useSettings, type SettingsStore } from './settings/use-settings.ts';
import { siteOf } from '../domain/kimi-site.ts';
import { SiteContext, WordsContext, wordsFor } from './words.ts';

/** The whole page: follows the daemon, and shows usage or settings. */
export function Page() {
  const live = useLiveUsage();
  const route = useRoute();
  const settings = useSettings(`${live.reconnects} ${route}`);
  if (!settings.hasTried && live.link === 'connecting')
    return <main id="content" aria-busy="true" />;
  return (
    <ErrorBoundary revision={live.state}>
      <Views live={live} route={route} settings={settings} />
    </ErrorBoundary>
  );
}

type ViewsFacts = {
  readonly live: FollowedUsage;
  readonly route: Route;
  readonly settings: SettingsStore;
};

function Views({ live, route, settings }: ViewsFacts) {
  const nowMs = useNow(live.clockAheadMs);
  const words = useMemo(
    () => wordsFor(settings.view?.language, navigator.languages),
    [settings.view?.language],
  );
  const meters = settings.view?.meters ?? 'left';
  const usage = useUsage(live, nowMs, meters);
  const { views } = usage;
  useTab({ views: live.state?.enabled === false ? [] : views, route }, words);
  useFirstUsageMark(views.length > 0);
  const hasFleet = settings.view?.hasFleet === true;
  const shown = { live, nowMs, views, route };
  return (
    <WordsContext.Provider value={words}>
      <SiteContext.Provider value={siteOf(settings.view?.region)}>
        <a class="skip" href="#content" onClick={skipToContent}>
          {words.page.skipToContent}
        </a>
        {route !== 'glance' && <TopBar {...shown} hasFleet={hasFleet} onRetry={live.retry} />}
        <main id="content" tabIndex={-1} class={route}>
          {live.link === 'locked' ? (
            <TokenGate onToken={live.retry} />
          ) : route === 'settings' ? (
            <SettingsPage store={settings} views={views} version={live.state?.version} />
          ) : route === 'fleet' ? (
            <FleetPage nowMs={nowMs} meters={meters} />
          ) : (
            <Usage live={live} route={route} {...usage} />
          )}
        </main>
      </SiteContext.Provider>
    </WordsContext.Provider>
  );
}

type ShownUsage = Pick<UsagePageFacts, 'accounts' | 'views' | 'viewOf'>;

const minuteMs = 60_000;

/** The accounts and how they look now. */
function useUsage({ state, link }: Live, nowMs: number, meters: Meters): ShownUsage {
  const accounts = useMemo(() => shownAccounts(state), [state]);
  const viewOf = ({ account, outcome }: ShownAccount): UsageView =>
    usageView(outcome, { nowMs, meters, account, isCutOff: link === 'offline' });
  // Those that are not listed are looked at once a minute.
  const beat = accounts.length > maxListed ? Math.floor(nowMs / minuteMs) : nowMs;
  const views = useMemo(() => accounts.map(viewOf), [accounts, meters, link, beat]);
  return { accounts, views, viewOf };
}

function Usage({ live, route, ...shown }: Pick<ViewsFacts, 'live' | 'route'> & ShownUsage) {
  const usage = { live, ...shown, onSwitchOn: switchOn, onRetry: live.retry };
  const isGlance = route === 'glance' && shown.views.some(({ rows }) => rows.length > 0);
  return isGlance ? <Glance {...usage} /> : <UsagePage {...usage} />;
}

function switchOn(): void {
  void changeSettings({ enabled: true });
}

/** Marks in the browser's performance timeline when usage is first shown. */
function useFirstUsageMark(isShown: boolean): void {
  useLayoutEffect(() => {
    if (isShown) performance.mark('usage-shown');
  }, [isShown]);
}

/** Moves the focus in code, because the address' hash names the view. */
function skipToContent(event: Event): void {
  event.preventDefault();
  document.getElementById('content')?.focus();
}
