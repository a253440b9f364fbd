import type { AttemptSource } from './attempt.ts';
import type { SourceChoice } from './setting-choices.ts';

/** The `--source` choice that includes each source. */
const choiceOf: Readonly<Record<AttemptSource, Exclude<SourceChoice, 'auto'>>> = {
  'api-key': 'api',
  cli: 'cli',
  opencode: 'api',
  'manual-cookie': 'web',
  'env-token': 'web',
  desktop: 'web',
  browser: 'web',
};

/** Does the source provide a session for the web gateway? */
export function isWebSource(id: AttemptSource): boolean {
  return choiceOf[id] === 'web';
}

/** Is the source part of the user's choice? An explicit choice never falls back to another. */
export function isChosen(id: AttemptSource, choice: SourceChoice): boolean {
  return choice === 'auto' || choice === choiceOf[id];
}
