import type { Attempt } from '../../domain/attempt.ts';
import { usageFacts } from '../../present/usage-facts.ts';
import type { UsageView } from '../../present/usage-view.ts';
import { FailureNote } from './failure-note.tsx';
import { WalletRow } from './wallet-row.tsx';
import { WindowCard } from './window-card.tsx';
import { useWords } from '../words.ts';

/** One account: name, age, failure, a card per window, and the wallet. */
export function AccountSection(facts: {
  readonly view: UsageView;
  readonly attempts: readonly Attempt[];
  readonly isOnly: boolean;
}) {
  const { view, attempts, isOnly } = facts;
  const { account, fetched, rows, wallet, failure } = view;
  const subHeading = isOnly ? 'h2' : 'h3';
  return (
    <section class={fetched?.stale === true ? 'account stale' : 'account'}>
      <AccountHead view={view} heading={isOnly ? 'h1' : 'h2'} />
      {failure !== undefined && (
        <FailureNote account={account} failure={failure} attempts={attempts} heading={subHeading} />
      )}
      {rows.length > 0 && (
        <div class="plate faces">
          {rows.map((row) => (
            <WindowCard key={row.id} row={row} view={view} heading={subHeading} />
          ))}
          {wallet !== undefined && <WalletRow wallet={wallet} heading={subHeading} />}
        </div>
      )}
    </section>
  );
}

function AccountHead({
  view,
  heading: Heading,
}: {
  readonly view: UsageView;
  readonly heading: 'h1' | 'h2';
}) {
  const { messages } = useWords();
  const { account, fetched } = view;
  const names = [account, fetched?.plan].filter((name) => name !== undefined);
  return (
    <div class="account-head">
      <Heading>
        {messages.usage.product}
        {names.map((name) => (
          <span key={name} class="plan">
            {name}
          </span>
        ))}
      </Heading>
      {fetched !== undefined && (
        <p class={fetched.stale ? 'facts warn' : 'facts'}>
          {usageFacts(view, messages).join(' · ')}
        </p>
      )}
    </div>
  );
}
