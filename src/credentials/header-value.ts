/** Can a header carry this text? Only Latin-1 without control characters can go over the wire. */
export function fitsHeader(text: string): boolean {
  return /^[\x20-\x7e\xa0-\xff]+$/.test(text);
}
