import { drawIcon } from '../draw-icon.ts';
import { isColoured, type IconStyle } from '../icon-colours.ts';
import { encodePng } from '../png.ts';
import type { MenuItem } from '../tray-menu.ts';
import type { TrayModel } from '../tray-model.ts';

/** One row as the helper draws it. */
export type HelperRow =
  | { readonly id: string; readonly separator: true }
  | {
      readonly id: string;
      readonly label: string;
      readonly enabled: boolean;
      readonly checked: boolean;
      readonly rows?: readonly HelperRow[];
    };

/** What the helper is told: everything, each time, in one line of JSON. */
export type HelperMessage = {
  /** PNG in base64, twice as many pixels as it takes on the menu bar. */
  readonly icon: string;
  /** Black with opacity alone: the system colours it. */
  readonly template: boolean;
  readonly title: string;
  readonly tooltip: string;
  readonly rows: readonly HelperRow[];
};

/** What the helper tells. */
export type HelperEvent = { readonly kind: 'click'; readonly id: string } | { readonly kind: 'opened' } | { readonly kind: 'closed' };

/** 18 points, as Apple's own status items have. */
const iconPixels = 36;

export function helperMessage(model: TrayModel, { colouring, ground }: IconStyle): HelperMessage {
  const template: IconStyle = { ground: 'template', colouring: 'never' };
  const coloured = isColoured(model.icon, { colouring, ground });
  return {
    icon: encodePng(drawIcon(model.icon, iconPixels, coloured ? { colouring, ground } : template)).toString('base64'),
    template: !coloured,
    title: model.title,
    tooltip: model.tooltip.join('\n'),
    rows: helperRows(model.menu),
  };
}

/** Reads a line of the helper; undefined where it is not one of those agreed on. */
export function parseHelperEvent(line: string): HelperEvent | undefined {
  try {
    const { click, menu } = JSON.parse(line) as { readonly click?: unknown; readonly menu?: unknown };
    if (typeof click === 'string') return { kind: 'click', id: click };
    return menu === 'opened' || menu === 'closed' ? { kind: menu } : undefined;
  } catch {
    return undefined;
  }
}

/** The rows, with all that is needed to draw them. */
export function helperRows(items: readonly MenuItem[]): HelperRow[] {
  return items.map(helperRow);
}

function helperRow(item: MenuItem): HelperRow {
  if (item.kind === 'separator') return { id: item.id, separator: true };
  const row = { id: item.id, label: item.label, checked: item.kind === 'choice' && item.checked };
  if (item.kind === 'submenu') return { ...row, enabled: true, rows: helperRows(item.items) };
  return { ...row, enabled: item.kind === 'text' ? !item.quiet : item.kind === 'action' ? item.enabled : true };
}
