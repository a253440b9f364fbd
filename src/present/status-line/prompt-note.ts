import { verdictText } from '../verdict/verdict-text.ts';
import type { StatusWords } from './status-line.ts';
import type { StatusView } from './status-view.ts';

/** The target of the note that Kimi Code's plugin adds to prompts. */
export const promptTarget = 'kimi-code-prompt';

/** The verdict, only if the quota runs short or is used up: an agent needs no good news. */
export function promptNote(view: StatusView, words: StatusWords): string {
  if (view.kind !== 'usage') return '';
  const { state } = view.usage.verdict;
  const isWarning = state === 'short' || state === 'out';
  return isWarning ? `KimiBar: ${verdictText(view.usage, words).whole}` : '';
}
