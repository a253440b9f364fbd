import assert from 'node:assert/strict';
import { difference, screen, type Area, type Desktop, type Pixels } from './desktop.ts';
import { eventually } from '../until.ts';

/** The first and last line of pixels of a row of text. */
type Row = { readonly top: number; readonly bottom: number };

/** A menu on the screen, with its rows from the top. Separators do not count. */
export type PopupMenu = {
  readonly area: Area;
  readonly rows: readonly Row[];
  readonly pixels: Pixels;
};

const clicks = 5;
/** A click may get lost; on a busy machine a menu takes seconds to open. */
const menuMs = 15_000;

/**
 * Clicks an icon and waits until its menu is complete and still. A balloon beside it would count as
 * part of it: the second time, pass the `area` of the first menu.
 */
export async function openPopupMenu(
  desktop: Desktop,
  icon: Area,
  leastRows: number,
  area?: Area,
): Promise<PopupMenu> {
  const before = await desktop.pixels(screen);
  for (let click = 1; click <= clicks; click += 1) {
    // Under Wine, clicks go through transparent parts of an icon, and a resting pointer opens a
    // tooltip.
    await desktop.pointer(
      'mousemove',
      String(icon.left + 3),
      String(icon.top + 2),
      'sleep',
      '0.2',
      'click',
      '3',
    );
    await desktop.pointer('sleep', '0.1', 'mousemove', '900', '500');
    let last: Pixels | undefined;
    const look = async (): Promise<PopupMenu | undefined> => {
      const now = await desktop.pixels(screen);
      const isStill = last !== undefined && difference(last, now) === undefined;
      last = now;
      return isStill ? menuOn(before, now, leastRows, area) : undefined;
    };
    const menu = await eventually(look, 'the menu', menuMs).catch(() => undefined);
    if (menu !== undefined) return menu;
  }
  throw new Error('no click opens the menu');
}

/** Clicks a row, counted from the bottom; the last one is 1. */
export async function clickMenuRow(
  desktop: Desktop,
  { area, rows }: PopupMenu,
  fromBelow: number,
): Promise<void> {
  const row = rows.at(-fromBelow);
  assert.ok(row);
  const [x, y] = [area.left + 60, Math.round((row.top + row.bottom) / 2)];
  // Wine selects a row only some time after the pointer has moved.
  const move = (lower: number): string[] => [
    'mousemove',
    String(x),
    String(y + lower),
    'sleep',
    '0.3',
  ];
  await desktop.pointer(...move(-2), ...move(0), 'click', '1');
}

/** The first 200 pixels of a row, counted from the top; the first one is 0. */
export function rowPixels({ area, rows, pixels }: PopupMenu, fromAbove: number): Pixels {
  const row = rows[fromAbove];
  assert.ok(row);
  const width = 200;
  const lines = Array.from({ length: row.bottom - row.top + 1 }, (_, line) => {
    const start = ((row.top + line) * pixels.width + area.left + 4) * 4;
    return pixels.bytes.subarray(start, start + width * 4);
  });
  return { width, height: lines.length, bytes: Buffer.concat(lines) };
}

function menuOn(
  before: Pixels,
  pixels: Pixels,
  leastRows: number,
  place?: Area,
): PopupMenu | undefined {
  const area = place ?? difference(before, pixels);
  if (area === undefined || area.width < 150 || area.height < 150) return undefined;
  const rows = textRows(pixels, area);
  return rows.length < leastRows ? undefined : { area, rows, pixels };
}

function textRows({ width, bytes }: Pixels, menu: Area): Row[] {
  const at = (x: number, y: number): number => bytes.readUInt32LE((y * width + x) * 4);
  // A column in which labels begin, far from the arrows of submenus. Just inside the frame is only
  // background.
  const columns = Array.from({ length: 80 }, (_, column) => menu.left + 14 + column);
  const ground = at(menu.left + 4, menu.top + menu.height - 4);
  const rows: Row[] = [];
  let top: number | undefined;
  for (let y = menu.top + 3; y < menu.top + menu.height - 2; y += 1) {
    if (columns.some((x) => at(x, y) !== ground)) top ??= y;
    else if (top !== undefined) {
      if (y - top > 4) rows.push({ top, bottom: y - 1 });
      top = undefined;
    }
  }
  return rows;
}
