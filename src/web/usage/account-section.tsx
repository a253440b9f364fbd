import type { Attempt } from '../../domain/attempt.ts';
import { usageFacts } from '../../present/usage-facts.ts';
import type { UsageView } from '../../present/usage-view.ts';
import { FailureNote } from './failure-note.tsx';
import { ResetStrip } from './reset-strip.tsx';
import { VerdictHead } from './verdict-head.tsx';
import { WalletRow } from './wallet-row.tsx';
import { WindowCard } from './window-card.tsx';
import { useWords } from '../words.ts';

export type AccountSectionFacts = {
  readonly view: UsageView;
  readonly attempts: readonly Attempt[];
  /** The only account of the page: its verdict is the page's heading. */
  readonly isOnly: boolean;
  /** Verdict and cards only. */
  readonly isGlance?: boolean | undefined;
};

/** One account: the verdict, a failure, a card per window, the wallet and the resets to come. */
export function AccountSection(facts: AccountSectionFacts) {
  const { view, attempts, isOnly, isGlance = false } = facts;
  const { account, fetched, rows, wallet, failure } = view;
  const subHeading = isOnly ? 'h2' : 'h3';
  return (
    <section class={fetched?.stale === true ? 'account stale' : 'account'}>
      {!isOnly && <AccountHead view={view} />}
      <VerdictHead view={view} heading={isOnly ? 'h1' : 'h3'} />
      {failure !== undefined && !isGlance && (
        <FailureNote account={account} failure={failure} attempts={attempts} heading={subHeading} />
      )}
      {rows.length > 0 && (
        <div class="plate">
          <div class="faces" data-count={rows.length}>
            {rows.map((row) => (
              <WindowCard key={row.id} row={row} view={view} heading={subHeading} />
            ))}
          </div>
          {wallet !== undefined && !isGlance && <WalletRow wallet={wallet} heading={subHeading} />}
          {!isGlance && <ResetStrip view={view} />}
        </div>
      )}
    </section>
  );
}

/** One of several accounts: its name, plan, source and age. */
function AccountHead({ view }: Pick<AccountSectionFacts, 'view'>) {
  const { messages, page } = useWords();
  const { account, fetched } = view;
  return (
    <div class="account-head">
      <h2>{account ?? page.chart.mainAccount}</h2>
      <p class="facts">
        {[fetched?.plan, ...usageFacts(view, messages)].filter(Boolean).join(' · ')}
      </p>
    </div>
  );
}
