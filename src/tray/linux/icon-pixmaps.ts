import type { Picture } from '../canvas.ts';
import { drawIcon } from '../draw-icon.ts';
import type { IconStyle } from '../icon-colours.ts';
import type { MeterIcon } from '../meter-icon.ts';

/** A picture as D-Bus's `(iiay)`. */
export type Pixmap = readonly [width: number, height: number, bytes: Buffer];

/** The sizes of common panels, at single and double density. Every response carries all of them, so they are few. */
const sizes = [16, 22, 24, 32, 48] as const;

/** The icon in all sizes, for `IconPixmap`. Each size is drawn, none is scaled. */
export function iconPixmaps(icon: MeterIcon, style: IconStyle): Pixmap[] {
  return sizes.map((size) => argbPixmap(drawIcon(icon, size, style)));
}

/** ARGB32 in network byte order (opacity, red, green, blue), as the specification demands. */
export function argbPixmap({ size, rgba }: Picture): Pixmap {
  const bytes = Buffer.alloc(rgba.length);
  for (let at = 0; at < rgba.length; at += 4) {
    bytes[at] = rgba[at + 3] ?? 0;
    bytes[at + 1] = rgba[at] ?? 0;
    bytes[at + 2] = rgba[at + 1] ?? 0;
    bytes[at + 3] = rgba[at + 2] ?? 0;
  }
  return [size, size, bytes];
}
