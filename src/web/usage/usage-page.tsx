import { formatShare } from '../../present/words/percent-text.ts';
import type { UsageView } from '../../present/usage-view.ts';
import { windowLabel } from '../../present/words/window-label.ts';
import { AccountSection } from './account-section.tsx';
import { browserNow } from '../browser.ts';
import { FirstRun } from './first-run.tsx';
import { HistorySection } from '../history/history-section.tsx';
import { liveCountdown } from '../live/live-countdown.ts';
import type { Live } from '../live/live-usage.ts';
import type { ShownAccount } from './shown-accounts.ts';
import { useWords } from '../words.ts';

export type UsagePageFacts = {
  readonly live: Live;
  readonly accounts: readonly ShownAccount[];
  /** One per account. */
  readonly views: readonly UsageView[];
  readonly nowMs: number;
  readonly meters: 'left' | 'used';
  readonly onSwitchOn: () => void;
  readonly onRetry: () => void;
};

/** The usage view in whichever state it is: loading, switched off, first run, or readings. */
export function UsagePage({
  live,
  accounts,
  views,
  nowMs,
  meters,
  onSwitchOn,
  onRetry,
}: UsagePageFacts) {
  const { messages, page } = useWords();
  const { link, state } = live;
  const offline = link === 'offline' && <Offline live={live} onRetry={onRetry} />;
  if (state === undefined) return offline || <h1 class="waiting">{page.loading}</h1>;
  if (!state.enabled) {
    return (
      <>
        {offline}
        <section class="plate notice">
          <h1>{page.switchedOff.heading}</h1>
          <p>{page.switchedOff.text}</p>
          <button type="button" class="button strong" onClick={onSwitchOn}>
            {page.switchedOff.action}
          </button>
        </section>
      </>
    );
  }
  if (views.length === 0) return offline || <h1 class="waiting">{page.loading}</h1>;
  const attempts = accounts[0]?.outcome.attempts ?? [];
  if (
    views.length === 1 &&
    views[0]?.reading === undefined &&
    views[0]?.failure?.kind === 'credential-missing'
  ) {
    return offline || <FirstRun attempts={attempts} />;
  }
  const shown = views.flatMap(({ account, rows }) =>
    rows.map((row) => [account, windowLabel(row, messages), formatShare(row.leftPercent, 'left')]),
  );
  return (
    <>
      {offline}
      {views.length > 1 && <h1 class="unseen">{messages.usage.product}</h1>}
      <div class={link === 'offline' ? 'kept' : ''}>
        {views.map((view, index) => (
          <AccountSection
            key={view.account ?? ''}
            view={view}
            attempts={accounts[index]?.outcome.attempts ?? []}
            only={views.length === 1}
          />
        ))}
        <HistorySection
          views={views}
          nowMs={nowMs}
          meters={meters}
          reachable={link !== 'offline'}
        />
      </div>
      <p class="unseen" role="status">
        {page.announce(shown.map((parts) => parts.filter((part) => part !== undefined).join(' ')))}
      </p>
    </>
  );
}

function Offline({ live, onRetry }: { readonly live: Live; readonly onRetry: () => void }) {
  const words = useWords();
  const { offline } = words.page;
  const waitMs = (live.retryAtMs ?? 0) - browserNow();
  return (
    <section class="plate notice warning" aria-labelledby="offline">
      <h2 id="offline">{offline.heading}</h2>
      <p>
        {live.state !== undefined && offline.kept}{' '}
        {waitMs >= 1000 ? offline.text(liveCountdown(waitMs, words)) : offline.trying}
      </p>
      <button type="button" class="button" onClick={onRetry}>
        {offline.now}
      </button>
    </section>
  );
}
