import { useState } from 'preact/hooks';
import type { UsageState } from '../domain/usage-state.ts';
import { refreshUsage } from './live/daemon-api.ts';
import { liveCountdown } from './live/live-countdown.ts';
import type { Live } from './live/live-usage.ts';
import type { Route } from './use-route.ts';
import { useWords, type Words } from './words.ts';

/** The page's head: what this is, when the next reading comes, and the two things one can do. */
export function TopBar({
  live,
  nowMs,
  route,
}: {
  readonly live: Live;
  readonly nowMs: number;
  readonly route: Route;
}) {
  const words = useWords();
  const { page } = words;
  const [asking, setAsking] = useState(false);
  const busy = asking || live.state?.refreshing === true;
  const usable = live.link === 'live' && live.state?.enabled === true;
  const refresh = async (): Promise<void> => {
    setAsking(true);
    await refreshUsage();
    setAsking(false);
  };
  return (
    <header class="top">
      <a class="mark" href="#/">
        <svg viewBox="0 0 20 16" width="20" height="16" aria-hidden="true">
          <rect x="0" y="1" width="20" height="5.5" rx="1.5" class="mark-track" />
          <rect x="0" y="1" width="15" height="5.5" rx="1.5" />
          <rect x="0" y="9.5" width="20" height="5.5" rx="1.5" class="mark-track" />
          <rect x="0" y="9.5" width="8" height="5.5" rx="1.5" />
        </svg>
        KimiBar
      </a>
      {usable && <NextRefresh live={live} nowMs={nowMs} busy={busy} />}
      <nav aria-label="KimiBar">
        {usable && route === 'usage' && (
          <button
            type="button"
            class="button"
            aria-disabled={busy}
            onClick={() => void (busy || refresh())}
          >
            <svg
              viewBox="0 0 16 16"
              width="14"
              height="14"
              aria-hidden="true"
              class={busy ? 'turning' : ''}
            >
              <path
                d="M13.5 8a5.5 5.5 0 1 1-1.7-4M13.5 1.8v3h-3"
                fill="none"
                stroke="currentColor"
                stroke-width="1.5"
              />
            </svg>
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

function NextRefresh({
  live: { state },
  nowMs,
  busy,
}: {
  readonly live: Live;
  readonly nowMs: number;
  readonly busy: boolean;
}) {
  const words = useWords();
  return <p class="next">{busy ? words.page.refreshing : nextText(state, nowMs, words)}</p>;
}

/** When, and why just then where that is not simply the chosen interval. */
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
