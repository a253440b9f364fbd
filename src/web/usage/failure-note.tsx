import type { Attempt } from '../../domain/attempt.ts';
import type { FailureFacts } from '../../domain/failure.ts';
import { AttemptList } from './attempt-list.tsx';
import { ConsoleLink } from '../console-link.tsx';
import { unbroken } from '../unbroken.tsx';
import { pageFailure } from '../page-failure.ts';
import { useWords } from '../words.ts';

export type FailureNoteFacts = {
  readonly account: string | undefined;
  readonly failure: FailureFacts;
  readonly attempts: readonly Attempt[];
  readonly heading: 'h2' | 'h3';
};

/** A failure: what happened, what to do, and the sources that were tried. */
export function FailureNote(facts: FailureNoteFacts) {
  const { account, failure, attempts, heading: Heading } = facts;
  const words = useWords();
  const { what, todo } = pageFailure(failure, words, account);
  const isSignIn = failure.kind.startsWith('credential-');
  return (
    <div class="plate notice warning" role="alert">
      <Heading>{unbroken(what)}</Heading>
      {todo !== undefined && <p>{unbroken(todo)}</p>}
      {(isSignIn || failure.kind === 'plan-or-quota-denied') && (
        <p class="actions">
          {isSignIn && account === undefined && (
            <a class="button strong" href="#/settings">
              {words.page.toSettings}
            </a>
          )}
          <ConsoleLink />
        </p>
      )}
      {attempts.length > 0 && (
        <details>
          <summary>{words.page.triedHeading}</summary>
          <AttemptList attempts={attempts} />
        </details>
      )}
    </div>
  );
}
