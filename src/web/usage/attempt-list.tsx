import type { Attempt } from '../../domain/attempt.ts';
import { attemptWords } from '../../present/attempt-text.ts';
import { useWords } from '../words.ts';

/** The sources that were tried, with their outcomes. */
export function AttemptList({ attempts }: { readonly attempts: readonly Attempt[] }) {
  const { messages } = useWords();
  return (
    <dl class="attempts">
      {attempts.map((attempt, index) => {
        const { place, outcome, reason } = attemptWords(attempt, messages);
        return (
          <div key={index}>
            <dt>{place}</dt>
            <dd>{reason ?? outcome}</dd>
          </div>
        );
      })}
    </dl>
  );
}
