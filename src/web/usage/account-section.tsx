import type { Attempt } from '../../domain/attempt.ts';
import { formatAge } from '../../present/words/age.ts';
import { briefFailure } from '../../present/failure-text.ts';
import type { UsageView } from '../../present/usage-view.ts';
import { FailureNote } from './failure-note.tsx';
import { WalletRow } from './wallet-row.tsx';
import { WindowCard } from './window-card.tsx';
import { useWords, type Words } from '../words.ts';

/** One account: whose it is, how fresh, a card per window, the wallet, and what is wrong if something is. */
export function AccountSection(facts: {
  readonly view: UsageView;
  readonly attempts: readonly Attempt[];
  readonly only: boolean;
}) {
  const { view, attempts, only } = facts;
  const words = useWords();
  const { reading, rows, wallet, failure } = view;
  const names = [view.account, reading?.plan].filter((name) => name !== undefined);
  const Heading = only ? 'h1' : 'h2';
  const part = only ? 'h2' : 'h3';
  return (
    <section class={reading?.stale === true ? 'account stale' : 'account'}>
      <div class="account-head">
        <Heading>
          {words.messages.usage.product}
          {names.map((name) => (
            <span key={name} class="plan">
              {name}
            </span>
          ))}
        </Heading>
        {reading !== undefined && (
          <p class={reading.stale ? 'facts warn' : 'facts'}>
            {readingFacts(view, words).join(' · ')}
          </p>
        )}
      </div>
      {failure !== undefined && (
        <FailureNote failure={failure} attempts={attempts} heading={part} />
      )}
      {rows.length > 0 && (
        <div class="plate faces">
          {rows.map((row) => (
            <WindowCard key={row.id} row={row} view={view} heading={part} />
          ))}
          {wallet !== undefined && <WalletRow wallet={wallet} heading={part} />}
        </div>
      )}
    </section>
  );
}

function readingFacts({ reading, failure }: UsageView, { messages }: Words): string[] {
  if (reading === undefined) return [];
  const age = formatAge(reading.ageMs, messages);
  if (reading.stale)
    return [
      messages.usage.stale,
      age,
      ...(failure === undefined ? [] : [briefFailure(failure, messages)]),
    ];
  return [
    messages.sources.readings[reading.source],
    ...(reading.sourceDetail === undefined ? [] : [reading.sourceDetail]),
    age,
  ];
}
