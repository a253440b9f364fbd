import { useEffect, useLayoutEffect, useMemo } from 'preact/hooks';
import { usageView, type UsageView } from '../present/usage-view.ts';
import { changeSettings } from './live/daemon-api.ts';
import { shownAccounts } from './usage/shown-accounts.ts';
import { SettingsPage } from './settings/settings-page.tsx';
import { tabIcon, tabTitle } from './tab-sign.ts';
import { TokenGate } from './token-gate.tsx';
import { TopBar } from './top-bar.tsx';
import { UsagePage } from './usage/usage-page.tsx';
import { useLiveUsage, useNow } from './live/use-live-usage.ts';
import { useRoute } from './use-route.ts';
import { useSettings } from './settings/use-settings.ts';
import { WordsContext, wordsFor } from './words.ts';

/** The whole page: follows the daemon, and shows one of two views of what it knows. */
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
  useShownMark(views.length > 0);
  if (!settings.hasTried && live.link === 'connecting')
    return <main id="content" aria-busy="true" />;
  return (
    <WordsContext.Provider value={words}>
      <a class="skip" href="#content" onClick={skip}>
        {words.page.skipToContent}
      </a>
      <TopBar live={live} nowMs={nowMs} route={route} />
      <main id="content" tabIndex={-1}>
        {live.link === 'locked' ? (
          <TokenGate onToken={live.retry} />
        ) : route === 'settings' ? (
          <SettingsPage store={settings} />
        ) : (
          <UsagePage
            live={live}
            views={views}
            accounts={accounts}
            nowMs={nowMs}
            meters={meters}
            onSwitchOn={() => void changeSettings({ enabled: true })}
            onRetry={live.retry}
          />
        )}
      </main>
    </WordsContext.Provider>
  );
}

/** Tells the browser's own timeline when there was first something to read and to press. */
function useShownMark(shown: boolean): void {
  useLayoutEffect(() => {
    if (shown) performance.mark('usage-shown');
  }, [shown]);
}

/** The tab says what the page says, and the document says which language it says it in. */
function useTab(view: UsageView | undefined, words: ReturnType<typeof wordsFor>): void {
  const title = tabTitle(view, words);
  const icon = tabIcon(view);
  useEffect(() => void (document.title = title), [title]);
  useEffect(() => document.querySelector('link[rel=icon]')?.setAttribute('href', icon), [icon]);
  useEffect(() => void (document.documentElement.lang = words.language), [words.language]);
}

/** The address' hash names the view, so the jump is made by hand. */
function skip(event: Event): void {
  event.preventDefault();
  document.getElementById('content')?.focus();
}
