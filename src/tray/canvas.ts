import type { IconColour } from './icon-colours.ts';

/**
 * A square picture: rows from the top, four bytes per pixel (red, green, blue, opacity), colours
 * not multiplied by opacity.
 */
export type Picture = { readonly size: number; readonly rgba: Uint8Array };

/** A rectangle in pixels; fractions cover their pixels in part. `radius` rounds the corners. */
export type Box = {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly radius: number;
};

/** `coverage` is the share of the pixel that is covered, 0..1. */
type Pixel = { readonly x: number; readonly y: number; readonly coverage: number };

/** Samples per pixel and direction for antialiasing. */
const samples = 4;

/** A transparent square to draw on. */
export class Canvas {
  readonly size: number;
  readonly #rgba: Uint8Array;

  constructor(size: number) {
    this.size = size;
    this.#rgba = new Uint8Array(size * size * 4);
  }

  get picture(): Picture {
    return { size: this.size, rgba: this.#rgba };
  }

  /** Fills a box, or the part of it that is left of `until`. */
  fill(box: Box, colour: IconColour, until: number = box.right): void {
    this.#eachPixel(box, (pixel) => {
      const share = Math.min(1, Math.max(0, until - pixel.x));
      this.#blend({ ...pixel, coverage: pixel.coverage * share }, colour);
    });
  }

  /** Draws a frame of this width along the inside of a box. */
  frame(box: Box, colour: IconColour, width: number): void {
    const inner = {
      left: box.left + width,
      top: box.top + width,
      right: box.right - width,
      bottom: box.bottom - width,
      radius: Math.max(0, box.radius - width),
    };
    this.#eachPixel(box, (pixel) => {
      const coverage = pixel.coverage - coverageOf(inner, pixel.x, pixel.y);
      this.#blend({ ...pixel, coverage }, colour);
    });
  }

  /** Fills a box with slanted strokes, `step` pixels apart. */
  hatch(box: Box, [red, green, blue, opacity]: IconColour, step: number): void {
    this.#eachPixel(box, (pixel) => {
      const isStroke = (pixel.x + pixel.y) % step < step / 2.5;
      this.#blend(pixel, [red, green, blue, opacity * (isStroke ? 0.9 : 0.2)]);
    });
  }

  /** Visits every pixel that the rounded box touches. */
  #eachPixel(box: Box, visit: (pixel: Pixel) => void): void {
    const [left, right] = [Math.max(0, Math.floor(box.left)), Math.ceil(box.right)];
    const [top, bottom] = [Math.max(0, Math.floor(box.top)), Math.ceil(box.bottom)];
    for (let y = top; y < Math.min(this.size, bottom); y += 1) {
      for (let x = left; x < Math.min(this.size, right); x += 1) {
        const coverage = coverageOf(box, x, y);
        if (coverage > 0) visit({ x, y, coverage });
      }
    }
  }

  /** Lays a colour over what is there. */
  #blend({ x, y, coverage }: Pixel, [red, green, blue, opacity]: IconColour): void {
    const rgba = this.#rgba;
    const over = opacity * coverage;
    if (over <= 0) return;
    const at = (y * this.size + x) * 4;
    const under = ((rgba[at + 3] ?? 0) / 255) * (1 - over);
    const whole = over + under;
    const mix = (above: number, below: number): number =>
      Math.round((above * over + below * under) / whole);
    rgba[at] = mix(red, rgba[at] ?? 0);
    rgba[at + 1] = mix(green, rgba[at + 1] ?? 0);
    rgba[at + 2] = mix(blue, rgba[at + 2] ?? 0);
    rgba[at + 3] = Math.round(whole * 255);
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
