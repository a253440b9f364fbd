import assert from 'node:assert/strict';
import test from 'node:test';
import type { Picture } from '../../../src/tray/canvas.ts';
import { drawIcon } from '../../../src/tray/draw-icon.ts';
import { iconPanels } from '../../support/icon-panels.ts';
import { iconStates } from '../../support/icon-states.ts';

const sizes = [16, 22, 24, 32];
/** Half the contrast between the panel and full ink. */
const visibleDifference = 50;

type Seen = readonly (readonly [number, number, number])[];

/** What the eye sees of a picture on a grey panel. */
function seenOn({ rgba }: Picture, grey: number): Seen {
  return Array.from({ length: rgba.length / 4 }, (_, at) => {
    const [red = 0, green = 0, blue = 0, alpha = 0] = rgba.subarray(at * 4, at * 4 + 4);
    const over = (ink: number): number => (ink * alpha + grey * (255 - alpha)) / 255;
    return [over(red), over(green), over(blue)] as const;
  });
}

function differentPixels(one: Seen, other: Seen): number {
  return one.filter((pixel, at) =>
    pixel.some(
      (part, channel) => Math.abs(part - (other[at]?.[channel] ?? 0)) >= visibleDifference,
    ),
  ).length;
}

test('every two states of the icon differ visibly, with and without colour', async () => {
  const states = await iconStates();
  for (const { background, grey } of iconPanels)
    for (const colouring of ['alert', 'always', 'never'] as const)
      for (const size of sizes) {
        const seen = states.map(({ name, icon }) => ({
          name,
          pixels: seenOn(drawIcon(icon, size, { background, colouring }), grey),
        }));
        for (const [index, one] of seen.entries())
          for (const other of seen.slice(index + 1)) {
            const count = differentPixels(one.pixels, other.pixels);
            const about = `${one.name}, ${other.name}: ${background} ${colouring} ${size} px`;
            assert.ok(count >= size, `${about}: ${count} pixels`);
          }
      }
});
