import { useState } from 'preact/hooks';
import type { UsageState } from '../domain/usage-state.ts';
import { refreshUsage } from './live/daemon-api.ts';
import { liveCountdown } from './live/live-countdown.ts';
import type { Live } from './live/live-usage.ts';
import type { Route } from './use-route.ts';
import { useWords, type Words } from './words.ts';

type TopBarFacts = { readonly live: Live; readonly nowMs: number; readonly route: Route };

/** The page's header: logo, next refresh, and the buttons for refresh and settings. */
export function TopBar({ live, nowMs, route }: TopBarFacts) {
  const { page } = useWords();
  const [isRequesting, setIsRequesting] = useState(false);
  const isBusy = isRequesting || live.state?.refreshing === true;
  const isUsable = live.link === 'live' && live.state?.enabled === true;
  const refresh = async (): Promise<void> => {
    setIsRequesting(true);
    await refreshUsage();
    setIsRequesting(false);
  };
  return (
    <header class="top">
      <a class="mark" href="#/">
        <Logo />
        KimiBar
      </a>
      {isUsable && <NextRefresh state={live.state} nowMs={nowMs} isBusy={isBusy} />}
      <nav aria-label="KimiBar">
        {isUsable && route === 'usage' && (
          <button
            type="button"
            class="button"
            aria-disabled={isBusy}
            onClick={() => void (isBusy || refresh())}
          >
            <RefreshIcon isTurning={isBusy} />
            <span>{page.refresh}</span>
          </button>
        )}
        <a class="button" href={route === 'settings' ? '#/' : '#/settings'}>
          {route === 'settings' ? page.back : page.settingsLink}
        </a>
      </nav>
    </header>
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

type NextRefreshFacts = {
  readonly state: UsageState | undefined;
  readonly nowMs: number;
  readonly isBusy: boolean;
};

function NextRefresh({ state, nowMs, isBusy }: NextRefreshFacts) {
  const words = useWords();
  return <p class="next">{isBusy ? words.page.refreshing : nextText(state, nowMs, words)}</p>;
}

/** The time until the next refresh, and the reason if it is not just the interval. */
function nextText(state: UsageState | undefined, nowMs: number, words: Words): string {
  const { nextRefreshAtMs, cadence } = state ?? {};
  const why = cadence === undefined || cadence === 'scheduled' ? [] : [words.page.cadence[cadence]];
  if (nextRefreshAtMs === undefined || cadence === 'needs-person') return why.join('');
  return [
    words.messages.usage.nextRefreshIn(
      liveCountdown(Math.max(1000, nextRefreshAtMs - nowMs), words),
    ),
    ...why,
  ].join(' · ');
}
