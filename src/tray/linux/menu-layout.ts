import type { MenuItem } from '../tray-menu.ts';

/** A row's properties by dbusmenu's names, each with its signature. */
export type RowProperties = readonly (readonly [
  name: string,
  value: readonly [signature: string, value: unknown],
])[];

/** A row with its submenu's rows. The root has id 0. */
export type LayoutRow = {
  readonly id: number;
  readonly properties: RowProperties;
  readonly children: readonly LayoutRow[];
  readonly item?: MenuItem | undefined;
};

/** Assigns a number to each row id of `MenuItem`, always the same one. */
export type RowNumbers = (id: string) => number;

export function createRowNumbers(): RowNumbers {
  const numbers = new Map<string, number>();
  return (id) => {
    const known = numbers.get(id);
    if (known !== undefined) return known;
    numbers.set(id, numbers.size + 1);
    return numbers.size;
  };
}

export function menuLayout(items: readonly MenuItem[], numberOf: RowNumbers): LayoutRow {
  return {
    id: 0,
    properties: [['children-display', ['s', 'submenu']]],
    children: items.map((item) => layoutRow(item, numberOf)),
  };
}

/** The row and all rows below it. */
export function rowsOf(row: LayoutRow): LayoutRow[] {
  return [row, ...row.children.flatMap(rowsOf)];
}

/** `(ia{sv}av)` with this many levels of children (-1: all) and only these properties (none: all). */
export function layoutValue(row: LayoutRow, depth: number, names: readonly string[]): unknown {
  const children =
    depth === 0
      ? []
      : row.children.map((child) => ['(ia{sv}av)', layoutValue(child, depth - 1, names)]);
  return [row.id, selectProperties(row.properties, names), children];
}

export function selectProperties(
  properties: RowProperties,
  names: readonly string[],
): RowProperties {
  return names.length === 0 ? properties : properties.filter(([name]) => names.includes(name));
}

/** Menus of the same shape differ only in their rows' properties, so an open menu can be updated in place. */
export function layoutShape(row: LayoutRow): string {
  return `${row.id}(${row.children.map(layoutShape).join(' ')})`;
}

function layoutRow(item: MenuItem, numberOf: RowNumbers): LayoutRow {
  const children =
    item.kind === 'submenu' ? item.items.map((child) => layoutRow(child, numberOf)) : [];
  return { id: numberOf(item.id), properties: propertiesOf(item), children, item };
}

/** Sends default values as well: the row may have had other values before. */
function propertiesOf(item: MenuItem): RowProperties {
  switch (item.kind) {
    case 'separator':
      return [['type', ['s', 'separator']]];
    case 'submenu':
      return [label(item.label), ['children-display', ['s', 'submenu']]];
    case 'text':
      return [label(item.label), ['enabled', ['b', !item.quiet]]];
    case 'action':
      return [label(item.label), ['enabled', ['b', item.enabled]]];
    case 'choice':
      return [
        label(item.label),
        ['toggle-type', ['s', 'radio']],
        ['toggle-state', ['i', item.checked ? 1 : 0]],
      ];
  }
}

/** A single underscore would mark the next letter as a shortcut. */
function label(text: string): RowProperties[number] {
  return ['label', ['s', text.replaceAll('_', '__')]];
}
