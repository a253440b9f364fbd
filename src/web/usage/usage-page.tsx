import { useState } from 'preact/hooks';
import type { UsageOutcome } from '../../domain/usage-snapshot.ts';
import type { UsageState } from '../../domain/usage-state.ts';
import type { UsageView } from '../../present/usage-view.ts';
import { verdictText } from '../../present/verdict/verdict-text.ts';
import { BreakdownCard } from '../breakdown/breakdown-card.tsx';
import { byTrouble } from './account-order.ts';
import { AccountSection } from './account-section.tsx';
import { AccountsHead, AccountsTable } from './accounts-table.tsx';
import { FirstRun } from './first-run.tsx';
import { HistorySection } from '../history/history-section.tsx';
import { offlineText } from '../live/offline-text.ts';
import { RhythmCard } from '../rhythm/rhythm-card.tsx';
import { Segments } from '../segments.tsx';
import type { Live } from '../live/live-usage.ts';
import { useWords, type Words } from '../words.ts';

/** From here on a table says more than sections below each other. */
const minTableAccounts = 3;

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
  readonly onSwitchOn: () => void;
  readonly onRetry: () => void;
};

/** The usage view: loading, turned off, first run, or usage. */
export function UsagePage(facts: UsagePageFacts) {
  const { live, accounts, views, onSwitchOn, onRetry } = facts;
  const { page } = useWords();
  const hasUsage = views.some(({ rows }) => rows.length > 0);
  if (live.link === 'offline' && !hasUsage) return <Offline live={live} onRetry={onRetry} />;
  if (live.state?.enabled === false) return <SwitchedOff onSwitchOn={onSwitchOn} />;
  if (views.length === 0) return <h1 class="waiting">{page.loading}</h1>;
  if (isFirstRun(views)) return <FirstRun attempts={accounts[0]?.outcome.attempts ?? []} />;
  return <Accounts {...facts} />;
}

function isFirstRun([first, ...others]: readonly UsageView[]): boolean {
  return (
    others.length === 0 &&
    first?.fetched === undefined &&
    first?.failure?.kind === 'credential-missing'
  );
}

function Accounts({ live, accounts, views }: UsagePageFacts) {
  const words = useWords();
  const [opened, setOpened] = useState<string | undefined>(byTrouble(views)[0]?.account);
  const isReachable = live.link !== 'offline';
  const hasTable = views.length >= minTableAccounts;
  const shown = views.find(({ account }) => account === opened) ?? views[0];
  const sections = hasTable ? views.filter((view) => view === shown) : views;
  const outcomeOf = (view: UsageView) => accounts[views.indexOf(view)]?.outcome;
  return (
    <>
      {views.length > 1 && <AccountsHead views={views} />}
      {hasTable && <AccountsTable views={views} opened={shown?.account} onOpen={setOpened} />}
      {sections.map((view) => (
        <AccountSection
          key={view.account ?? ''}
          view={view}
          attempts={outcomeOf(view)?.attempts ?? []}
          isOnly={views.length === 1}
        />
      ))}
      {views.length > 1 && !hasTable && (
        <AccountChoice views={views} account={shown?.account} onChange={setOpened} />
      )}
      {shown !== undefined && (
        <div class="charts" key={shown.account ?? ''}>
          <HistorySection view={shown} outcome={outcomeOf(shown)} isReachable={isReachable} />
          <RhythmCard view={shown} isReachable={isReachable} />
          <BreakdownCard view={shown} isReachable={isReachable} />
        </div>
      )}
      <p class="unseen" role="status">
        {announcement(views, words)}
      </p>
    </>
  );
}

type AccountChoiceFacts = {
  readonly views: readonly UsageView[];
  readonly account: string | undefined;
  readonly onChange: (account: string | undefined) => void;
};

/** Whose charts are shown. */
function AccountChoice({ views, account, onChange }: AccountChoiceFacts) {
  const { chart } = useWords().page;
  return (
    <div class="account-choice">
      <Segments
        legend={chart.account}
        options={views.map((view) => [view.account ?? '', view.account ?? chart.mainAccount])}
        value={account ?? ''}
        onChange={(name) => onChange(name === '' ? undefined : name)}
      />
    </div>
  );
}

/** For screen readers: the answer of each account; nothing before there is one. */
function announcement(views: readonly UsageView[], { messages, page }: Words): string {
  const answers = views
    .filter(({ rows }) => rows.length > 0)
    .map((view) => {
      const { first } = verdictText(view, messages);
      return view.account === undefined ? first : `${view.account}: ${first}`;
    });
  return answers.length === 0 ? '' : page.announce(answers);
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

/** Without a server and without anything to show. */
function Offline({ live, onRetry }: Pick<UsagePageFacts, 'live' | 'onRetry'>) {
  const words = useWords();
  const { offline } = words.page;
  return (
    <section class="plate notice warning" aria-labelledby="offline">
      <h1 id="offline">{offline.heading}</h1>
      <p>{offlineText(live, words)}</p>
      <button type="button" class="button" onClick={onRetry}>
        {offline.now}
      </button>
    </section>
  );
}
