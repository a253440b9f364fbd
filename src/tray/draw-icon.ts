import { iconPaint, type IconColour, type IconStyle, type MeterPaint } from './icon-colours.ts';
import type { IconMeter, MeterIcon } from './meter-icon.ts';

/** A square picture: rows from the top, four bytes per pixel (red, green, blue, opacity), colours not multiplied by opacity. */
export type Picture = { readonly size: number; readonly rgba: Uint8Array };

/** A rectangle in pixels; fractions cover their pixels in part. `radius` rounds the corners. */
type Box = {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly radius: number;
};

/** The rows and columns that a size's meters take, on whole pixels so that 16 px stay sharp. */
type Layout = {
  readonly upper: Box;
  readonly lower: Box;
  readonly mark: { readonly stroke: Box; readonly dot: Box };
};

/** Samples per pixel and direction where a corner or an edge crosses it. */
const samples = 4;

/**
 * Draws the icon at a size in pixels (16 and up): two slim meters over each other, filled from the left, and an exclamation
 * mark at the right where something is wrong. Counters that could not be read are hatched.
 */
export function drawIcon(icon: MeterIcon, size: number, style: IconStyle): Picture {
  const paint = iconPaint(icon, style);
  const layout = layoutOf(size, icon.marked);
  const canvas: Picture = { size, rgba: new Uint8Array(size * size * 4) };
  drawMeter(canvas, layout.upper, icon.upper, paint.upper);
  drawMeter(canvas, layout.lower, icon.lower, paint.lower);
  if (icon.marked) {
    fillBox(canvas, layout.mark.stroke, paint.mark);
    fillBox(canvas, layout.mark.dot, paint.mark);
  }
  return canvas;
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

function drawMeter(
  canvas: Picture,
  box: Box,
  meter: IconMeter | undefined,
  { level, track }: MeterPaint,
): void {
  if (meter?.severity === 'unknown') return hatch(canvas, box, level);
  fillBox(canvas, box, track);
  if (meter?.severity === 'out') outline(canvas, box, level);
  if (meter === undefined || meter.fill <= 0) return;
  const width = box.right - box.left;
  // Something left is never nothing to see, also under a round corner, and something missing never looks full.
  const least = Math.max(1, Math.round(canvas.size / 10));
  const filled =
    meter.fill >= 1 ? width : Math.min(width - least, Math.max(least, meter.fill * width));
  fillBox(canvas, box, level, box.left + filled);
}

/** An empty frame: used up looks like nothing else, also without colours. */
function outline(canvas: Picture, box: Box, colour: IconColour): void {
  const wide = Math.max(1, Math.round(canvas.size / 20));
  const inner = {
    ...box,
    left: box.left + wide,
    top: box.top + wide,
    right: box.right - wide,
    bottom: box.bottom - wide,
  };
  const hollow = { ...inner, radius: Math.max(0, box.radius - wide) };
  eachPixel(canvas, box, (x, y, coverage) =>
    blend(canvas, x, y, colour, coverage - coverageOf(hollow, x, y)),
  );
}

/** Slanted strokes instead of a level: the counters could not be read. */
function hatch(canvas: Picture, box: Box, colour: IconColour): void {
  const step = Math.max(3, Math.round(canvas.size / 6));
  const [red, green, blue, opacity] = colour;
  eachPixel(canvas, box, (x, y, coverage) => {
    const on = (x + y) % step < step / 2.5;
    blend(canvas, x, y, [red, green, blue, opacity * (on ? 0.9 : 0.2)], coverage);
  });
}

/** Fills a box, or its part left of `until`. */
function fillBox(canvas: Picture, box: Box, colour: IconColour, until: number = box.right): void {
  eachPixel(canvas, box, (x, y, coverage) =>
    blend(canvas, x, y, colour, coverage * Math.min(1, Math.max(0, until - x))),
  );
}

/** Calls `visit` for every pixel that the rounded box touches, with the share of it that is inside. */
function eachPixel(
  canvas: Picture,
  box: Box,
  visit: (x: number, y: number, coverage: number) => void,
): void {
  for (
    let y = Math.max(0, Math.floor(box.top));
    y < Math.min(canvas.size, Math.ceil(box.bottom));
    y += 1
  ) {
    for (
      let x = Math.max(0, Math.floor(box.left));
      x < Math.min(canvas.size, Math.ceil(box.right));
      x += 1
    ) {
      const coverage = coverageOf(box, x, y);
      if (coverage > 0) visit(x, y, coverage);
    }
  }
}

function coverageOf(box: Box, x: number, y: number): number {
  let inside = 0;
  for (let step = 0; step < samples * samples; step += 1) {
    const atX = x + ((step % samples) + 0.5) / samples;
    const atY = y + (Math.floor(step / samples) + 0.5) / samples;
    if (isInside(box, atX, atY)) inside += 1;
  }
  return inside / (samples * samples);
}

function isInside({ left, top, right, bottom, radius }: Box, x: number, y: number): boolean {
  if (x < left || x > right || y < top || y > bottom) return false;
  const aside = Math.max(left + radius - x, x - (right - radius), 0);
  const above = Math.max(top + radius - y, y - (bottom - radius), 0);
  return aside === 0 || above === 0 || aside * aside + above * above <= radius * radius;
}

/** Lays a colour over what is there. */
function blend(
  { size, rgba }: Picture,
  x: number,
  y: number,
  [red, green, blue, opacity]: IconColour,
  coverage: number,
): void {
  const over = opacity * coverage;
  if (over <= 0) return;
  const at = (y * size + x) * 4;
  const under = ((rgba[at + 3] ?? 0) / 255) * (1 - over);
  const whole = over + under;
  const mix = (above: number, below: number): number =>
    Math.round((above * over + below * under) / whole);
  rgba[at] = mix(red, rgba[at] ?? 0);
  rgba[at + 1] = mix(green, rgba[at + 1] ?? 0);
  rgba[at + 2] = mix(blue, rgba[at + 2] ?? 0);
  rgba[at + 3] = Math.round(whole * 255);
}
