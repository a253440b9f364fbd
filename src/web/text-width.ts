/** About how wide a small text is in pixels, for placing labels before they are drawn. */
export function textWidth(text: string): number {
  return [...text].reduce((sum, each) => sum + (each < '\u2E80' ? 7 : 12), 0);
}
