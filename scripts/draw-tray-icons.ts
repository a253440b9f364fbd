// Draws the sheet of tray icons for the docs: `npx node scripts/draw-tray-icons.ts`.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { drawIcon } from '../src/tray/draw-icon.ts';
import type { IconBackground } from '../src/tray/icon-colours.ts';
import type { MeterIcon } from '../src/tray/meter-icon.ts';
import { encodePng } from '../src/tray/png.ts';

const sizes = [16, 22, 24, 32];
const panels: readonly (readonly [IconBackground, number])[] = [
  ['dark', 43],
  ['light', 242],
  ['unknown', 128],
];
const plain = { dimmed: false, marked: false };
/** From the top: fresh, short, out, month out while the week is full, stale, signed out. */
const states: readonly MeterIcon[] = [
  { ...plain, upper: { fill: 1, severity: 'calm' }, lower: { fill: 1, severity: 'calm' } },
  {
    ...plain,
    upper: { fill: 0.12, severity: 'nearly-out' },
    lower: { fill: 0.74, severity: 'calm' },
  },
  { ...plain, upper: { fill: 0, severity: 'out' }, lower: { fill: 0.74, severity: 'calm' } },
  { ...plain, upper: { fill: 0.85, severity: 'blocked' }, lower: { fill: 0, severity: 'out' } },
  {
    dimmed: true,
    marked: true,
    upper: { fill: 0.31, severity: 'busy' },
    lower: { fill: 0.74, severity: 'calm' },
  },
  { dimmed: true, marked: true },
];

/** Each pixel of an icon is a square of this many, so that 16 px can be judged. */
const zoom = 4;
const cell = 36 * zoom;
const width = sizes.length * panels.length * cell;
const height = states.length * cell;
const sheet = Buffer.alloc(width * height * 4, 255);

for (const [row, icon] of states.entries())
  for (const [panelIndex, [background, grey]] of panels.entries())
    for (const [column, size] of sizes.entries()) {
      const left = (panelIndex * sizes.length + column) * cell;
      const picture = drawIcon(icon, size, { background, colouring: 'alert' });
      const inset = Math.floor((36 - size) / 2);
      for (let y = 0; y < cell; y += 1)
        for (let x = 0; x < cell; x += 1) {
          const [px, py] = [Math.floor(x / zoom) - inset, Math.floor(y / zoom) - inset];
          const isInside = px >= 0 && py >= 0 && px < size && py < size;
          const from = (py * size + px) * 4;
          const alpha = isInside ? (picture.rgba[from + 3] ?? 0) / 255 : 0;
          const to = ((row * cell + y) * width + left + x) * 4;
          for (const channel of [0, 1, 2]) {
            const ink = isInside ? (picture.rgba[from + channel] ?? 0) : 0;
            sheet[to + channel] = Math.round(ink * alpha + grey * (1 - alpha));
          }
        }
    }

const file = join(import.meta.dirname, '..', 'docs', 'pictures', 'tray-icons.png');
writeFileSync(file, encodePng({ size: width, height, rgba: sheet }));
