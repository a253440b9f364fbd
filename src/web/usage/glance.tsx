import { byTrouble } from './account-order.ts';
import { AccountSection } from './account-section.tsx';
import type { UsagePageFacts } from './usage-page.tsx';
import { HistorySection } from '../history/history-section.tsx';
import { useWords } from '../words.ts';

/** A small window's view, as the tray opens it: the account in most trouble, and its burn-down. */
export function Glance({ live, views, accounts }: UsagePageFacts) {
  const { page } = useWords();
  const [view] = byTrouble(views);
  if (view === undefined) return null;
  return (
    <>
      {views.length > 1 && <p class="facts">{view.account ?? page.chart.mainAccount}</p>}
      <AccountSection view={view} attempts={[]} isOnly isGlance />
      <HistorySection
        view={view}
        outcome={accounts[views.indexOf(view)]?.outcome}
        isReachable={live.link !== 'offline'}
        isSmall
      />
      <p class="glance-foot">
        <a href="#/">{page.wholePage}</a>
        <a href="#/settings">{page.settingsLink}</a>
      </p>
    </>
  );
}
