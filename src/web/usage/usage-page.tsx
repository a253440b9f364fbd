import { useMemo, useState } from 'preact/hooks';
import type { UsageOutcome } from '../../domain/usage-snapshot.ts';
import type { UsageState } from '../../domain/usage-state.ts';
import type { UsageView } from '../../present/usage-view.ts';
import { verdictText } from '../../present/verdict/verdict-text.ts';
import { BreakdownCard } from '../breakdown/breakdown-card.tsx';
import { accountsSummary, byTrouble, type AccountsSummary } from './account-order.ts';
import { AccountSection } from './account-section.tsx';
import { accountsAnswer, AccountsHead, AccountsTable } from './accounts-table.tsx';
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
  /** One per account; of many accounts, up to a minute old. */
  readonly views: readonly UsageView[];
  /** The view of an account at this second. */
  readonly viewOf: (account: ShownAccount) => UsageView;
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

function Accounts({ live, accounts, views, viewOf }: UsagePageFacts) {
  const words = useWords();
  const [opened, setOpened] = useState(() => byTrouble(views)[0]?.account);
  const summary = useMemo(() => accountsSummary(views), [views]);
  const hasTable = views.length >= minTableAccounts;
  const openedAt = Math.max(
    0,
    views.findIndex(({ account }) => account === opened),
  );
  const openedAccount = accounts[openedAt];
  const viewNow = (view: UsageView): UsageView => {
    const account = accounts[views.indexOf(view)];
    return account === undefined ? view : viewOf(account);
  };
  const shown = openedAccount && viewOf(openedAccount);
  const sections = hasTable ? accounts.slice(openedAt, openedAt + 1) : accounts;
  return (
    <>
      {views.length > 1 && <AccountsHead summary={summary} />}
      {hasTable && (
        <AccountsTable views={views} viewNow={viewNow} opened={shown?.account} onOpen={setOpened} />
      )}
      {sections.map((one) => (
        <AccountSection
          key={one.account ?? ''}
          view={viewOf(one)}
          attempts={one.outcome.attempts}
          isOnly={views.length === 1}
        />
      ))}
      {views.length > 1 && !hasTable && (
        <AccountChoice views={views} account={shown?.account} onChange={setOpened} />
      )}
      {openedAccount !== undefined && shown !== undefined && (
        <div class="charts" key={shown.account ?? ''}>
          <Charts view={shown} account={openedAccount} isReachable={live.link !== 'offline'} />
        </div>
      )}
      <p class="unseen" role="status">
        {announcement(views, summary, words)}
      </p>
    </>
  );
}

type ChartsFacts = {
  readonly view: UsageView;
  readonly account: ShownAccount;
  readonly isReachable: boolean;
};

function Charts({ view, account, isReachable }: ChartsFacts) {
  return (
    <>
      <HistorySection view={view} outcome={account.outcome} isReachable={isReachable} />
      <RhythmCard view={view} isReachable={isReachable} />
      <BreakdownCard view={view} isReachable={isReachable} />
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

/** For screen readers: the answer of each account, or of all in a table; nothing before there is one. */
function announcement(views: readonly UsageView[], summary: AccountsSummary, words: Words): string {
  const { messages, page } = words;
  if (views.length >= minTableAccounts) return page.announce([accountsAnswer(summary, words)]);
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
