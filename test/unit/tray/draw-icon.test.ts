import assert from 'node:assert/strict';
import test from 'node:test';
import type { Picture } from '../../../src/tray/canvas.ts';
import { drawIcon } from '../../../src/tray/draw-icon.ts';
import type { IconStyle } from '../../../src/tray/icon-colours.ts';
import { iconKey, type MeterIcon } from '../../../src/tray/meter-icon.ts';

const sizes = [16, 22, 24, 32, 48, 64];
const style: IconStyle = { background: 'dark', colouring: 'alert' };

function icon(upper: number, lower: number, more: Partial<MeterIcon> = {}): MeterIcon {
  return {
    upper: { fill: upper, severity: 'calm' },
    lower: { fill: lower, severity: 'calm' },
    dimmed: false,
    marked: false,
    ...more,
  };
}

/** The sum of opacity of a picture, or of some of its rows, in whole pixels. */
function ink({ size, rgba }: Picture, rows: readonly [number, number] = [0, size]): number {
  return rgba
    .subarray(rows[0] * size * 4, rows[1] * size * 4)
    .reduce((sum, value, at) => sum + (at % 4 === 3 ? value / 255 : 0), 0);
}

/** The relative luminance (WCAG) of a grey 0..255. */
function luminance(value: number): number {
  return ((value / 255 + 0.055) / 1.055) ** 2.4;
}

function lowerInk(fill: number): number {
  return ink(drawIcon(icon(1, fill), 16, style));
}

function colours({ rgba }: Picture): Set<string> {
  const opaque = Array.from({ length: rgba.length / 4 }, (_, at) =>
    rgba.subarray(at * 4, at * 4 + 4),
  ).filter((pixel) => (pixel[3] ?? 0) > 40);
  return new Set(opaque.map(([red, green, blue]) => `${red},${green},${blue}`));
}

test('90% has more ink than 5%, at every size and on every background', () => {
  for (const size of sizes) {
    for (const background of ['dark', 'light', 'template'] as const) {
      const much = ink(drawIcon(icon(0.9, 0.9), size, { background, colouring: 'never' }));
      const little = ink(drawIcon(icon(0.05, 0.05), size, { background, colouring: 'never' }));
      assert.ok(much > little * 1.5, `${size} px on ${background}: ${much} and ${little}`);
    }
  }
});

test('the thick meter is above the thin one', () => {
  for (const size of sizes) {
    const upper = drawIcon(icon(1, 0), size, style);
    const lower = drawIcon(icon(0, 1), size, style);
    const border = Math.round(size * 0.63);
    assert.ok(ink(upper, [0, border]) > ink(lower, [0, border]) * 1.5, `${size}`);
    assert.ok(ink(lower, [border, size]) > ink(upper, [border, size]) * 1.5, `${size}`);
    assert.ok(ink(upper, [0, border]) > ink(lower, [border, size]) * 1.5, `${size}`);
  }
});

test('steps of ten percent are distinguishable at 16 px', () => {
  const inks = Array.from({ length: 11 }, (_, tenth) =>
    ink(drawIcon(icon(0.5, tenth / 10), 16, style)),
  );
  for (const [index, value] of inks.slice(1).entries())
    assert.ok(value > (inks[index] ?? Infinity) + 1, `${inks}`);
});

test('an almost full meter does not look full, an almost empty one not empty', () => {
  assert.ok(lowerInk(0.999) < lowerInk(1) - 1);
  assert.ok(lowerInk(0.001) > lowerInk(0) + 1);
});

test('a small rest is visible at every size', () => {
  for (const size of sizes) {
    const little = drawIcon(icon(1, 0.01), size, { ...style, colouring: 'never' });
    const row = Math.floor(size * 0.78) * size * 4;
    const opaque = Array.from({ length: size }, (_, x) => little.rgba[row + x * 4 + 3] ?? 0).filter(
      (opacity) => opacity === 255,
    );
    assert.ok(opaque.length >= Math.max(1, Math.floor(size / 20)), `${size} px: ${opaque.length}`);
  }
});

test('without usage the empty tracks are visible on every background', () => {
  for (const background of ['dark', 'light', 'unknown', 'template'] as const) {
    const { rgba } = drawIcon({ dimmed: true, marked: false }, 22, { ...style, background });
    assert.ok(
      Math.max(...rgba.filter((_, at) => at % 4 === 3)) >= (background === 'unknown' ? 85 : 55),
      background,
    );
  }
});

test('a stale icon is quieter, a failure has a mark at the right', () => {
  for (const size of sizes) {
    assert.ok(
      ink(drawIcon(icon(0.9, 0.9, { dimmed: true }), size, style)) <
        ink(drawIcon(icon(0.9, 0.9), size, style)) * 0.6,
    );
    const marked = drawIcon({ dimmed: true, marked: true }, size, style);
    const plain = drawIcon({ dimmed: true, marked: false }, size, style);
    const lastColumn = size - Math.max(1, Math.round(size / 16)) - 1;
    const alphaAt = ({ rgba }: Picture): number =>
      rgba[(Math.floor(size / 2) * size + lastColumn) * 4 + 3] ?? 0;
    assert.ok(alphaAt(marked) > alphaAt(plain) + 60, `${size}`);
  }
});

test('the icon is monochrome until a quota is nearly used up', () => {
  assert.deepEqual([...colours(drawIcon(icon(0.9, 0.6), 32, style))], ['242,242,242']);
  const low = { fill: 0.1, severity: 'nearly-out' } as const;
  assert.ok(colours(drawIcon({ ...icon(0.9, 0.1), lower: low }, 32, style)).size > 1);
  assert.equal(
    colours(drawIcon({ ...icon(0.9, 0.1), lower: low }, 32, { ...style, colouring: 'never' })).size,
    1,
  );
  assert.equal(
    colours(drawIcon({ ...icon(0.9, 0.1), lower: low, dimmed: true }, 32, style)).size,
    1,
  );
});

test('a template is black with opacity only', () => {
  const template = drawIcon(icon(0.9, 0.1, { marked: true }), 36, {
    background: 'template',
    colouring: 'never',
  });
  assert.deepEqual([...colours(template)], ['0,0,0']);
});

test('a used-up quota is an empty frame, unreliable counters are hatched', () => {
  const meters = [
    { fill: 0, severity: 'out' },
    { fill: 0, severity: 'calm' },
    { fill: 0.5, severity: 'unknown' },
    { fill: 0.5, severity: 'calm' },
  ] as const;
  const pictures = meters.map((lower) =>
    drawIcon({ ...icon(1, 1), lower }, 16, { ...style, colouring: 'never' }).rgba.join(),
  );
  assert.equal(new Set(pictures).size, 4);
});

test('on an unknown background the icon contrasts with white and dark panels', () => {
  const greys = [...colours(drawIcon(icon(1, 1), 32, { ...style, background: 'unknown' }))]
    .map((colour) => Number(colour.split(',')[0]))
    .toSorted((a, b) => a - b);
  const [darkest = 255, lightest = 0] = [greys[0], greys.at(-1)];
  // The edge is dark on light panels, the level light on dark ones.
  assert.ok(darkest < 60);
  assert.ok(1.05 / (luminance(darkest) + 0.05) > 3);
  assert.ok((luminance(lightest) + 0.05) / (luminance(43) + 0.05) > 3);
});

test('icons that look different have different keys', () => {
  assert.equal(iconKey(icon(0.5, 0.5)), iconKey(icon(0.5001, 0.5)));
  assert.notEqual(iconKey(icon(0.5, 0.5)), iconKey(icon(0.51, 0.5)));
  assert.notEqual(iconKey(icon(0.5, 0.5)), iconKey(icon(0.5, 0.5, { dimmed: true })));
});
