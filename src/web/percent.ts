/** A share, 0 to 1, as a CSS or SVG length, to a hundredth of a percent. */
export function percent(share: number): string {
  return `${Math.round(share * 10_000) / 100}%`;
}
