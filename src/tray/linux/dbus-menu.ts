import type { CallHandler, BusSignal } from '../../host/bus/session-bus.ts';
import { actionOf, type MenuItem, type TrayAction } from '../tray-menu.ts';
import {
  createRowNumbers,
  layoutShape,
  layoutValue,
  menuLayout,
  selectProperties,
  rowsOf,
  type LayoutRow,
} from './menu-layout.ts';
import { menuPath } from './status-item.ts';

const menuInterface = 'com.canonical.dbusmenu';

/** What a panel's menu tells us. */
export type MenuCallbacks = {
  act(action: TrayAction): void;
  /** Somebody read the menu: a panel is there. */
  wasRead(): void;
  /** The whole menu is about to show, or was put away. */
  opens(): void;
  closes(): void;
};

/** The menu as the panel asks for it (com.canonical.dbusmenu, version 3). */
export type DbusMenu = {
  readonly answer: CallHandler;
  /** Takes new rows; the signals that tell the panel what changed, none where nothing did. */
  update(items: readonly MenuItem[]): readonly BusSignal[];
};

/** Starts with these rows. Answers need nothing but them; callbacks are called after the answer is made. */
export function createDbusMenu(items: readonly MenuItem[], callbacks: MenuCallbacks): DbusMenu {
  const numberOf = createRowNumbers();
  let root = menuLayout(items, numberOf);
  let revision = 1;
  const find = (id: unknown): LayoutRow | undefined => rowsOf(root).find((row) => row.id === id);
  const event = ([id, kind]: readonly unknown[]): boolean => {
    const row = find(id);
    if (row === undefined) return false;
    if (id === 0 && kind === 'opened') callbacks.opens();
    if (id === 0 && kind === 'closed') callbacks.closes();
    const action = kind === 'clicked' && row.item !== undefined ? actionOf(row.item) : undefined;
    if (action !== undefined) callbacks.act(action);
    return true;
  };
  /** True where the rows changed since the panel last read them. */
  const aboutToShow = (id: unknown): boolean => {
    const before = revision;
    if (id === 0) callbacks.opens();
    return revision !== before;
  };
  const methods: Record<string, (body: readonly unknown[]) => ReturnType<CallHandler>> = {
    GetLayout([id, depth, names]) {
      callbacks.wasRead();
      const row = find(id);
      if (row === undefined) return undefined;
      return {
        signature: 'u(ia{sv}av)',
        body: [revision, layoutValue(row, Number(depth), texts(names))],
      };
    },
    GetGroupProperties([ids, names]) {
      callbacks.wasRead();
      const wanted =
        Array.isArray(ids) && ids.length > 0
          ? rowsOf(root).filter(({ id }) => ids.includes(id))
          : rowsOf(root);
      return {
        signature: 'a(ia{sv})',
        body: [
          wanted.map(({ id, properties }) => [id, selectProperties(properties, texts(names))]),
        ],
      };
    },
    GetProperty([id, name]) {
      const property = find(id)?.properties.find(([one]) => one === name);
      return property === undefined ? undefined : { signature: 'v', body: [property[1]] };
    },
    Event(body) {
      event(body);
      return { signature: '', body: [] };
    },
    EventGroup([events]) {
      const all = Array.isArray(events) ? (events as readonly (readonly unknown[])[]) : [];
      return { signature: 'ai', body: [all.filter((one) => !event(one)).map(([id]) => id)] };
    },
    AboutToShow([id]) {
      return { signature: 'b', body: [aboutToShow(id)] };
    },
    AboutToShowGroup([ids]) {
      const all: readonly unknown[] = Array.isArray(ids) ? ids : [];
      const unknown = all.filter((id) => find(id) === undefined);
      return { signature: 'aiai', body: [all.filter((id) => aboutToShow(id)), unknown] };
    },
  };
  return {
    answer(call) {
      if (call.interface === 'org.freedesktop.DBus.Properties') return answerProperties(call);
      if (call.interface !== menuInterface || !Object.hasOwn(methods, call.member))
        return undefined;
      return methods[call.member]?.(call.body);
    },
    update(next) {
      const before = root;
      root = menuLayout(next, numberOf);
      const signals = changes(before, root, revision + 1);
      if (signals.length > 0) revision += 1;
      return signals;
    },
  };
}

/**
 * Rows that are still there are sent as they are now; where rows came or went, the panel is told to read the layout anew.
 * GNOME's panel asks for the properties of new rows alone, so the others' changes are told in that case, too.
 */
function changes(before: LayoutRow, after: LayoutRow, revision: number): BusSignal[] {
  const old = new Map(rowsOf(before).map((row) => [row.id, JSON.stringify(row.properties)]));
  const changed = rowsOf(after).filter(
    ({ id, properties: now }) => old.has(id) && old.get(id) !== JSON.stringify(now),
  );
  const rows = changed.map(({ id, properties: now }) => [id, now]);
  return [
    ...(rows.length === 0
      ? []
      : [menuSignal('ItemsPropertiesUpdated', 'a(ia{sv})a(ias)', [rows, []])]),
    ...(layoutShape(before) === layoutShape(after)
      ? []
      : [menuSignal('LayoutUpdated', 'ui', [revision, 0])]),
  ];
}

const properties: readonly (readonly [string, readonly [string, unknown]])[] = [
  ['Version', ['u', 3]],
  ['TextDirection', ['s', 'ltr']],
  ['Status', ['s', 'normal']],
  ['IconThemePath', ['as', []]],
];

function answerProperties({ member, body }: Parameters<CallHandler>[0]): ReturnType<CallHandler> {
  if (member === 'GetAll') return { signature: 'a{sv}', body: [properties] };
  const property = properties.find(([name]) => member === 'Get' && name === body[1]);
  return property === undefined ? undefined : { signature: 'v', body: [property[1]] };
}

function menuSignal(member: string, signature: string, body: readonly unknown[]): BusSignal {
  return { path: menuPath, interface: menuInterface, member, signature, body };
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}
