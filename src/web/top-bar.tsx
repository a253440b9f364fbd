import { Fragment } from 'preact';
import { useState } from 'preact/hooks';
import type { UsageState } from '../domain/usage-state.ts';
import { usageFacts } from '../present/usage-facts.ts';
import type { UsageView } from '../present/usage-view.ts';
import { refreshUsage } from './live/daemon-api.ts';
import { liveCountdown } from './live/live-countdown.ts';
import type { Live } from './live/live-usage.ts';
import { offlineText } from './live/offline-text.ts';
import type { Route } from './use-route.ts';
import { useWords, type Words } from './words.ts';

type TopBarFacts = {
  readonly live: Live;
  readonly nowMs: number;
  /** Of all accounts. The facts of a single one are here. */
  readonly views: readonly UsageView[];
  readonly route: Route;
  /** Whether there are other machines to show. */
  readonly hasFleet: boolean;
  readonly onRetry: () => void;
};

/** The page's header: logo, next refresh or lost connection, refresh and settings. */
export function TopBar({ live, nowMs, views, route, hasFleet, onRetry }: TopBarFacts) {
  const words = useWords();
  const isUsable = live.link === 'live' && live.state?.enabled === true;
  const isLost = live.link === 'offline' && live.state !== undefined;
  return (
    <header class="top">
      <a class="mark" href="#/">
        <Logo />
        KimiBar
      </a>
      {isUsable && route !== 'fleet' && <Facts live={live} nowMs={nowMs} views={views} />}
      {isLost && (
        <div class="lost" role="alert">
          <h2>{words.page.offline.heading}</h2>
          <p>{offlineText(live, words)}</p>
        </div>
      )}
      <nav aria-label="KimiBar">
        {isUsable && route === 'usage' && <RefreshButton live={live} />}
        {isLost && (
          <button type="button" class="button" onClick={onRetry}>
            {words.page.offline.now}
          </button>
        )}
        {(hasFleet || route === 'fleet') && (
          <ViewLink view="fleet" route={route} label={words.page.fleet.link} />
        )}
        <ViewLink view="settings" route={route} label={words.page.settingsLink} />
      </nav>
    </header>
  );
}

type ViewLinkFacts = {
  readonly view: Route;
  readonly route: Route;
  readonly label: string;
};

/** To a view, or from it back to usage. */
function ViewLink({ view, route, label }: ViewLinkFacts) {
  const { page } = useWords();
  return (
    <a class="button" href={route === view ? '#/' : `#/${view}`}>
      {route === view ? page.back : label}
    </a>
  );
}

function RefreshButton({ live }: { readonly live: Live }) {
  const { page } = useWords();
  const [isRequesting, setIsRequesting] = useState(false);
  const isBusy = isRequesting || live.state?.refreshing === true;
  const refresh = async (): Promise<void> => {
    setIsRequesting(true);
    await refreshUsage();
    setIsRequesting(false);
  };
  return (
    <button
      type="button"
      class="button"
      aria-disabled={isBusy}
      onClick={() => void (isBusy || refresh())}
    >
      <RefreshIcon isTurning={isBusy} />
      <span>{page.refresh}</span>
    </button>
  );
}

function Logo() {
  return (
    <svg viewBox="0 0 20 16" width="20" height="16" aria-hidden="true">
      <rect x="0" y="1" width="20" height="5.5" rx="1.5" class="mark-track" />
      <rect x="0" y="1" width="15" height="5.5" rx="1.5" />
      <rect x="0" y="9.5" width="20" height="5.5" rx="1.5" class="mark-track" />
      <rect x="0" y="9.5" width="8" height="5.5" rx="1.5" />
    </svg>
  );
}

function RefreshIcon({ isTurning }: { readonly isTurning: boolean }) {
  return (
    <svg
      viewBox="0 0 16 16"
      width="14"
      height="14"
      aria-hidden="true"
      class={isTurning ? 'turning' : ''}
    >
      <path
        d="M13.5 8a5.5 5.5 0 1 1-1.7-4M13.5 1.8v3h-3"
        fill="none"
        stroke="currentColor"
        stroke-width="1.5"
      />
    </svg>
  );
}

/** Plan, source and age, and when they are read again. */
function Facts({ live, nowMs, views }: Pick<TopBarFacts, 'live' | 'nowMs' | 'views'>) {
  const words = useWords();
  const [view, ...others] = views;
  const facts =
    view === undefined || others.length > 0
      ? []
      : [view.account, view.fetched?.plan, ...usageFacts(view, words.messages)];
  const next =
    live.state?.refreshing === true ? [words.page.refreshing] : nextTexts(live.state, nowMs, words);
  return (
    <p class={view?.fetched?.stale === true ? 'next warn' : 'next'}>
      {[...facts, ...next].filter(Boolean).map((fact, index) => (
        <Fragment key={fact}>
          {index > 0 && ' · '}
          <span>{fact}</span>
        </Fragment>
      ))}
    </p>
  );
}

/** The time until the next refresh, and the reason if it is not just the interval. */
function nextTexts(state: UsageState | undefined, nowMs: number, words: Words): readonly string[] {
  const { nextRefreshAtMs, cadence } = state ?? {};
  const why = cadence === undefined || cadence === 'scheduled' ? [] : [words.page.cadence[cadence]];
  if (nextRefreshAtMs === undefined || cadence === 'needs-person') return why;
  return [
    words.messages.usage.nextRefreshIn(
      liveCountdown(Math.max(1000, nextRefreshAtMs - nowMs), words),
    ),
    ...why,
  ];
}
