import type { Attempt } from '../../domain/attempt.ts';
import type { FailureFacts } from '../../domain/failure.ts';
import { AttemptList } from './attempt-list.tsx';
import { ConsoleLink } from '../console-link.tsx';
import { pageFailure } from '../page-failure.ts';
import { useWords } from '../words.ts';

export type FailureNoteFacts = {
  readonly failure: FailureFacts;
  readonly attempts: readonly Attempt[];
  readonly heading: 'h2' | 'h3';
};

/** Why there is no fresh reading, what to do about it, and the ways to do it from here. */
export function FailureNote({ failure, attempts, heading: Heading }: FailureNoteFacts) {
  const words = useWords();
  const { what, todo } = pageFailure(failure, words);
  const signIn = failure.kind.startsWith('credential-');
  return (
    <div class="plate notice warning" role="alert">
      <Heading>{what}</Heading>
      {todo !== undefined && <p>{todo}</p>}
      {(signIn || failure.kind === 'plan-or-quota-denied') && (
        <p class="actions">
          {signIn && (
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
