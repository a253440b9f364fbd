import type { AttemptSource } from './attempt.ts';
import type { SourceChoice } from './setting-choices.ts';

/** Which choice asks for a place. */
const choiceOf: Readonly<Record<AttemptSource, Exclude<SourceChoice, 'auto'>>> = {
  'api-key': 'api',
  cli: 'cli',
  'manual-cookie': 'web',
  'env-token': 'web',
  desktop: 'web',
  browser: 'web',
};

/** Does the place hold a session for the web gateway? */
export function isWebPlace(id: AttemptSource): boolean {
  return choiceOf[id] === 'web';
}

/** Is the place part of the person's choice? An explicit choice never falls back to another. */
export function isChosen(id: AttemptSource, choice: SourceChoice): boolean {
  return choice === 'auto' || choice === choiceOf[id];
}
