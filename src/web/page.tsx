import { useLayoutEffect, useMemo } from 'preact/hooks';
import { usageView } from '../present/usage-view.ts';
import { changeSettings } from './live/daemon-api.ts';
import { SettingsPage } from './settings/settings-page.tsx';
import { useTab } from './browser-tab.ts';
import { TokenGate } from './token-gate.tsx';
import { TopBar } from './top-bar.tsx';
import { shownAccounts, UsagePage } from './usage/usage-page.tsx';
import { useLiveUsage, useNow } from './live/use-live-usage.ts';
import { useRoute } from './use-route.ts';
import { useSettings } from './settings/use-settings.ts';
import { siteOf } from '../domain/kimi-site.ts';
import { SiteContext, WordsContext, wordsFor } from './words.ts';

/** The whole page: follows the daemon, and shows usage or settings. */
export function Page() {
  const live = useLiveUsage();
  const route = useRoute();
  const settings = useSettings(`${live.link === 'live'} ${route}`);
  const nowMs = useNow(live.clockAheadMs);
  const words = useMemo(
    () => wordsFor(settings.view?.language, navigator.languages),
    [settings.view?.language],
  );
  const meters = settings.view?.meters ?? 'left';
  const accounts = shownAccounts(live.state);
  const views = accounts.map(({ account, outcome }) =>
    usageView(outcome, { nowMs, meters, account }),
  );
  useTab(live.state?.enabled === false ? undefined : views[0], words);
  useFirstUsageMark(views.length > 0);
  if (!settings.hasTried && live.link === 'connecting')
    return <main id="content" aria-busy="true" />;
  const usage = { live, views, accounts, nowMs, meters };
  return (
    <WordsContext.Provider value={words}>
      <SiteContext.Provider value={siteOf(settings.view?.region)}>
        <a class="skip" href="#content" onClick={skipToContent}>
          {words.page.skipToContent}
        </a>
        <TopBar live={live} nowMs={nowMs} route={route} />
        <main id="content" tabIndex={-1}>
          {live.link === 'locked' ? (
            <TokenGate onToken={live.retry} />
          ) : route === 'settings' ? (
            <SettingsPage store={settings} />
          ) : (
            <UsagePage {...usage} onSwitchOn={switchOn} onRetry={live.retry} />
          )}
        </main>
      </SiteContext.Provider>
    </WordsContext.Provider>
  );
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
