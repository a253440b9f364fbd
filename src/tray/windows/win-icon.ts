import { drawIcon } from '../draw-icon.ts';
import type { IconStyle } from '../icon-colours.ts';
import type { MeterIcon } from '../meter-icon.ts';
import type { Handle, Win32 } from './win32.ts';

/** Draws the icon as a Windows icon, `size` pixels wide. The caller must destroy it. */
export function createWinIcon(
  api: Win32,
  icon: MeterIcon,
  { size, style }: { readonly size: number; readonly style: IconStyle },
): Handle {
  const { rgba } = drawIcon(icon, size, style);
  // Windows wants blue first, and colours that are not multiplied by opacity.
  const pixels = Buffer.from(rgba);
  for (let at = 0; at < pixels.length; at += 4) {
    pixels[at] = rgba[at + 2] ?? 0;
    pixels[at + 2] = rgba[at] ?? 0;
  }
  const colour: Handle = api.createBitmap(size, size, 1, 32, pixels);
  const mask: Handle = api.createBitmap(
    size,
    size,
    1,
    1,
    Buffer.alloc(size * (Math.ceil(size / 16) * 2)),
  );
  const created: Handle = api.createIcon({
    fIcon: 1,
    xHotspot: 0,
    yHotspot: 0,
    hbmMask: mask,
    hbmColor: colour,
  });
  api.deleteObject(colour);
  api.deleteObject(mask);
  return created;
}
