/**
 * Counts how many characters regular expressions go over while `work` runs: a search counts from
 * its start to the end of its match, or of the text if there is none; a sticky one that does not
 * match counts as one. Repeated attempts within one match are not seen.
 */
export function countScannedCharacters(work: () => void): number {
  const { exec } = RegExp.prototype;
  let characters = 0;
  const counting = function (this: RegExp, text: string): RegExpExecArray | null {
    const start = this.global || this.sticky ? this.lastIndex : 0;
    const match = exec.call(this, text);
    const failed = this.sticky ? start + 1 : text.length;
    characters += (match === null ? failed : match.index + match[0].length) - start;
    return match;
  };
  const replaceExec = (value: typeof exec): void => {
    // oxlint-disable-next-line no-extend-native -- restored below; V8 calls it for every search.
    Object.defineProperty(RegExp.prototype, 'exec', { value });
  };
  replaceExec(counting);
  try {
    work();
  } finally {
    replaceExec(exec);
  }
  return characters;
}
