import type { AttemptSource } from '../domain/attempt.ts';
import type { SourceChoice } from '../domain/usage-snapshot.ts';

/** Does the place hold a session for the web gateway? */
export function isWebPlace(id: AttemptSource): boolean {
  return id !== 'api-key' && id !== 'cli';
}

/** Is the place part of the person's choice? An explicit choice never falls back to another. */
export function isChosen(id: AttemptSource, choice: SourceChoice): boolean {
  if (choice === 'auto') return true;
  if (choice === 'web') return isWebPlace(id);
  return id === (choice === 'api' ? 'api-key' : 'cli');
}
