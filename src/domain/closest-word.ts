import { closestMatch } from 'leven';

/**
 * The word that was probably meant: the one that differs in at most two of five letters, and three
 * in all. Case, dashes and underscores do not matter. Undefined if no word is that close.
 */
export function closestWord(typed: string, words: readonly string[]): string | undefined {
  const letters = lettersOf(typed);
  const maxDistance = Math.min(3, Math.floor(letters.length * 0.4));
  const byLetters = new Map(words.map((word) => [lettersOf(word), word]));
  const match = closestMatch(letters, [...byLetters.keys()], { maxDistance });
  return match === undefined ? undefined : byLetters.get(match);
}

function lettersOf(word: string): string {
  return word.trim().toLowerCase().replaceAll(/[-_]/g, '');
}
