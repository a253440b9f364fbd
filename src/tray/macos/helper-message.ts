import { drawIcon } from '../draw-icon.ts';
import { isColoured, type IconStyle } from '../icon-colours.ts';
import { menuRows, type MenuRow } from '../menu-rows.ts';
import { encodePng } from '../png.ts';
import type { TrayModel } from '../tray-model.ts';

/** A message to the helper, one line of JSON: everything it shows. */
export type HelperMessage = {
  /** PNG in base64, at double density. */
  readonly icon: string;
  /** Black with opacity only; the system colours it. */
  readonly template: boolean;
  readonly title: string;
  readonly tooltip: string;
  readonly rows: readonly MenuRow[];
};

/** A message from the helper. */
export type HelperEvent =
  | { readonly kind: 'click'; readonly id: string }
  | { readonly kind: 'opened' }
  | { readonly kind: 'closed' };

/** 18 points, like Apple's own status items. */
const iconPixels = 36;

export function helperMessage(
  model: TrayModel,
  { colouring, background }: IconStyle,
): HelperMessage {
  const template: IconStyle = { background: 'template', colouring: 'never' };
  const coloured = isColoured(model.icon, { colouring, background });
  return {
    icon: encodePng(
      drawIcon(model.icon, iconPixels, coloured ? { colouring, background } : template),
    ).toString('base64'),
    template: !coloured,
    title: model.title,
    tooltip: model.tooltip.join('\n'),
    rows: menuRows(model.menu),
  };
}

/** Parses a line of the helper; undefined if it is not an event. */
export function parseHelperEvent(line: string): HelperEvent | undefined {
  try {
    const { click, menu } = JSON.parse(line) as {
      readonly click?: unknown;
      readonly menu?: unknown;
    };
    if (typeof click === 'string') return { kind: 'click', id: click };
    return menu === 'opened' || menu === 'closed' ? { kind: menu } : undefined;
  } catch {
    return undefined;
  }
}
