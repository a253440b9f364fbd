import { Canvas, type Box, type Picture } from './canvas.ts';
import { iconPaint, type IconStyle, type MeterPaint } from './icon-colours.ts';
import type { IconMeter, MeterIcon } from './meter-icon.ts';

/** The boxes of an icon, on whole pixels so that 16 px stay sharp. */
type Layout = {
  readonly upper: Box;
  readonly lower: Box;
  readonly mark: { readonly stroke: Box; readonly dot: Box };
};

/**
 * Draws the icon at a size in pixels (16 and up): two slim meters, one above the other, filled from
 * the left, and an exclamation mark at the right if something is wrong. Meters with unreliable
 * counters are hatched.
 */
export function drawIcon(icon: MeterIcon, size: number, style: IconStyle): Picture {
  const paint = iconPaint(icon, style);
  const layout = layoutOf(size, icon.marked);
  const canvas = new Canvas(size);
  drawMeter(canvas, layout.upper, { meter: icon.upper, paint: paint.upper });
  drawMeter(canvas, layout.lower, { meter: icon.lower, paint: paint.lower });
  if (icon.marked) {
    canvas.fill(layout.mark.stroke, paint.mark);
    canvas.fill(layout.mark.dot, paint.mark);
  }
  return canvas.picture;
}

function layoutOf(size: number, marked: boolean): Layout {
  const px = (share: number): number => Math.max(1, Math.round(size * share));
  const edge = px(1 / 16);
  const height = px(5 / 16);
  const gap = px(2 / 16);
  const top = Math.floor((size - 2 * height - gap) / 2);
  const stroke = px(2 / 16);
  const right = size - edge - (marked ? stroke + px(2 / 16) : 0);
  const radius = size >= 20 ? height / 2.6 : 1;
  const row = (from: number): Box => ({
    left: edge,
    top: from,
    right,
    bottom: from + height,
    radius,
  });
  const bottom = top + 2 * height + gap;
  const column = (from: number, to: number): Box => ({
    left: size - edge - stroke,
    top: from,
    right: size - edge,
    bottom: to,
    radius: size >= 20 ? stroke / 3 : 0,
  });
  return {
    upper: row(top),
    lower: row(top + height + gap),
    mark: {
      stroke: column(top, bottom - stroke - px(2 / 16)),
      dot: column(bottom - stroke, bottom),
    },
  };
}

type Drawn = { readonly meter: IconMeter | undefined; readonly paint: MeterPaint };

function drawMeter(canvas: Canvas, box: Box, { meter, paint: { level, track } }: Drawn): void {
  const { size } = canvas;
  if (meter?.severity === 'unknown')
    return canvas.hatch(box, level, Math.max(3, Math.round(size / 6)));
  canvas.fill(box, track);
  // Used up must look different from everything else without colours, too.
  if (meter?.severity === 'out') canvas.frame(box, level, Math.max(1, Math.round(size / 20)));
  if (meter !== undefined && meter.fill > 0)
    canvas.fill(box, level, box.left + filledWidth(meter.fill, box, size));
}

/** A small rest stays visible under the round corner, and only a full meter looks full. */
function filledWidth(fill: number, { left, right }: Box, size: number): number {
  const width = right - left;
  if (fill >= 1) return width;
  const min = Math.max(1, Math.round(size / 10));
  return Math.min(width - min, Math.max(min, fill * width));
}
