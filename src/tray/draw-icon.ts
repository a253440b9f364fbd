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
 * Draws the icon at a size in pixels (16 and up): a thick meter above a thin one, filled from the
 * left, and an exclamation mark at the right if something is wrong. A missing meter is not drawn, a
 * single one is thick. Meters with unreliable counters are hatched.
 */
export function drawIcon(icon: MeterIcon, size: number, style: IconStyle): Picture {
  const paint = iconPaint(icon, style);
  const layout = layoutOf(size, icon);
  const canvas = new Canvas(size);
  const isBlank = icon.upper === undefined && icon.lower === undefined;
  if (isBlank || icon.upper !== undefined)
    drawMeter(canvas, layout.upper, { meter: icon.upper, paint: paint.upper });
  if (isBlank || icon.lower !== undefined)
    drawMeter(canvas, layout.lower, { meter: icon.lower, paint: paint.lower });
  if (icon.marked) {
    canvas.fill(layout.mark.stroke, paint.mark);
    canvas.fill(layout.mark.dot, paint.mark);
  }
  return canvas.picture;
}

function layoutOf(size: number, { marked, upper, lower }: MeterIcon): Layout {
  const px = (share: number): number => Math.max(1, Math.round(size * share));
  const edge = px(1 / 16);
  const [thick, gap, thin] = [px(7 / 16), px(2 / 16), px(3 / 16)];
  const top = Math.floor((size - thick - gap - thin) / 2);
  const stroke = px(2 / 16);
  const right = size - edge - (marked ? stroke + px(2 / 16) : 0);
  const row = (from: number, height: number): Box => ({
    left: edge,
    top: from,
    right,
    bottom: from + height,
    radius: size >= 20 ? Math.min(height / 2.6, size / 12) : 1,
  });
  const isSingle = (upper === undefined) !== (lower === undefined);
  const middle = row(Math.floor((size - thick) / 2), thick);
  const bottom = top + thick + gap + thin;
  const column = (from: number, to: number): Box => ({
    left: size - edge - stroke,
    top: from,
    right: size - edge,
    bottom: to,
    radius: size >= 20 ? stroke / 3 : 0,
  });
  return {
    upper: isSingle ? middle : row(top, thick),
    lower: isSingle ? middle : row(top + thick + gap, thin),
    mark: {
      stroke: column(top, bottom - stroke - px(2 / 16)),
      dot: column(bottom - stroke, bottom),
    },
  };
}

type Drawn = { readonly meter: IconMeter | undefined; readonly paint: MeterPaint };

function drawMeter(canvas: Canvas, box: Box, { meter, paint }: Drawn): void {
  const { level, track, edge } = paint;
  const { size } = canvas;
  if (edge !== undefined) canvas.frame(grown(box), edge, 1);
  if (meter?.severity === 'unknown')
    return canvas.hatch(box, level, Math.max(3, Math.round(size / 6)));
  // Used up must look different from everything else without colours, too.
  if (meter?.severity === 'out')
    return canvas.frame(box, level, Math.max(1, Math.round(size / 20)));
  canvas.fill(box, track);
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

function grown({ left, top, right, bottom, radius }: Box): Box {
  return { left: left - 1, top: top - 1, right: right + 1, bottom: bottom + 1, radius: radius + 1 };
}
