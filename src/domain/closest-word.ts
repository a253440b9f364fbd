import { closestMatch } from 'leven';

const minPartLetters = 3;

/**
 * The word that was probably meant: the one that differs in at most two of five letters, and three
 * in all, else the only one that begins with what was typed or has it as a part: `low` is
 * `quota-low`. Case, dashes and underscores do not matter. Undefined if no word is that close.
 */
export function closestWord(typed: string, words: readonly string[]): string | undefined {
  const letters = lettersOf(typed);
  const maxDistance = Math.min(3, Math.floor(letters.length * 0.4));
  const byLetters = new Map(words.map((word) => [lettersOf(word), word]));
  const match = closestMatch(letters, [...byLetters.keys()], { maxDistance });
  return match === undefined ? onlyWordWith(letters, words) : byLetters.get(match);
}

function onlyWordWith(letters: string, words: readonly string[]): string | undefined {
  if (letters.length < minPartLetters) return undefined;
  const [word, ...others] = words.filter(
    (candidate) =>
      lettersOf(candidate).startsWith(letters) ||
      candidate.split(/[-_.]/).some((part) => lettersOf(part) === letters),
  );
  return others.length === 0 ? word : undefined;
}

function lettersOf(word: string): string {
  return word.trim().toLowerCase().replaceAll(/[-_]/g, '');
}
