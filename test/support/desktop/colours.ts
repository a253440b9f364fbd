import type { Pixels } from './desktop.ts';

/** The highest red, green or blue of all pixels: 0 for a black picture. */
export function brightest({ bytes }: Pixels): number {
  return bytes.reduce((most, value, at) => (at % 4 === 3 ? most : Math.max(most, value)), 0);
}

/** How many pixels are clearly red. */
export function countRed({ bytes }: Pixels): number {
  let count = 0;
  for (let at = 0; at < bytes.length; at += 4) {
    const [red = 0, green = 0, blue = 0] = bytes.subarray(at, at + 3);
    if (red > green + 60 && red > blue + 60) count += 1;
  }
  return count;
}
