import type { Meters } from '../../domain/setting-choices.ts';
import type { UsageOutcome } from '../../domain/usage-snapshot.ts';
import type { UsageState } from '../../domain/usage-state.ts';
import { formatShare } from '../../present/words/shares.ts';
import type { UsageView } from '../../present/usage-view.ts';
import { windowLabel } from '../../present/words/windows.ts';
import { AccountSection } from './account-section.tsx';
import { browserNow } from '../browser.ts';
import { FirstRun } from './first-run.tsx';
import { HistorySection } from '../history/history-section.tsx';
import { liveCountdown } from '../live/live-countdown.ts';
import type { Live } from '../live/live-usage.ts';
import { useWords, type Words } from '../words.ts';

/** An account that has been fetched at least once. */
export type ShownAccount = {
  readonly account?: string | undefined;
  readonly outcome: UsageOutcome;
};

/** The accounts that can be shown, in the daemon's order. */
export function shownAccounts(state: UsageState | undefined): readonly ShownAccount[] {
  return (state?.accounts ?? []).flatMap(({ outcome, account }) =>
    outcome === undefined ? [] : [{ outcome, account }],
  );
}

export type UsagePageFacts = {
  readonly live: Live;
  readonly accounts: readonly ShownAccount[];
  /** One per account. */
  readonly views: readonly UsageView[];
  readonly nowMs: number;
  readonly meters: Meters;
  readonly onSwitchOn: () => void;
  readonly onRetry: () => void;
};

/** The usage view: loading, turned off, first run, or usage. */
export function UsagePage(facts: UsagePageFacts) {
  const { live, accounts, views, onSwitchOn, onRetry } = facts;
  const { page } = useWords();
  const offline = live.link === 'offline' && <Offline live={live} onRetry={onRetry} />;
  if (live.state?.enabled === false) {
    return (
      <>
        {offline}
        <SwitchedOff onSwitchOn={onSwitchOn} />
      </>
    );
  }
  if (views.length === 0) return offline || <h1 class="waiting">{page.loading}</h1>;
  if (isFirstRun(views))
    return offline || <FirstRun attempts={accounts[0]?.outcome.attempts ?? []} />;
  return (
    <>
      {offline}
      <Accounts {...facts} />
    </>
  );
}

function isFirstRun([first, ...others]: readonly UsageView[]): boolean {
  return (
    others.length === 0 &&
    first?.fetched === undefined &&
    first?.failure?.kind === 'credential-missing'
  );
}

function Accounts({ live, accounts, views, nowMs, meters }: UsagePageFacts) {
  const words = useWords();
  const isReachable = live.link !== 'offline';
  return (
    <>
      {views.length > 1 && <h1 class="unseen">{words.messages.usage.product}</h1>}
      <div class={isReachable ? '' : 'kept'}>
        {views.map((view, index) => (
          <AccountSection
            key={view.account ?? ''}
            view={view}
            attempts={accounts[index]?.outcome.attempts ?? []}
            isOnly={views.length === 1}
          />
        ))}
        <HistorySection views={views} nowMs={nowMs} meters={meters} isReachable={isReachable} />
      </div>
      <p class="unseen" role="status">
        {announcement(views, words)}
      </p>
    </>
  );
}

/** For screen readers: what is left of each window. */
function announcement(views: readonly UsageView[], { messages, page }: Words): string {
  const windows = views.flatMap(({ account, rows }) =>
    rows.map((row) =>
      [account, windowLabel(row, messages), formatShare(row.leftPercent, 'left')]
        .filter((part) => part !== undefined)
        .join(' '),
    ),
  );
  return page.announce(windows);
}

function SwitchedOff({ onSwitchOn }: Pick<UsagePageFacts, 'onSwitchOn'>) {
  const { switchedOff } = useWords().page;
  return (
    <section class="plate notice">
      <h1>{switchedOff.heading}</h1>
      <p>{switchedOff.text}</p>
      <button type="button" class="button strong" onClick={onSwitchOn}>
        {switchedOff.action}
      </button>
    </section>
  );
}

function Offline({ live, onRetry }: Pick<UsagePageFacts, 'live' | 'onRetry'>) {
  const words = useWords();
  const { offline } = words.page;
  const waitMs = (live.retryAtMs ?? 0) - browserNow();
  return (
    <section class="plate notice warning" aria-labelledby="offline">
      <h2 id="offline">{offline.heading}</h2>
      <p>
        {live.state !== undefined && offline.lastKnown}{' '}
        {waitMs >= 1000 ? offline.text(liveCountdown(waitMs, words)) : offline.trying}
      </p>
      <button type="button" class="button" onClick={onRetry}>
        {offline.now}
      </button>
    </section>
  );
}
