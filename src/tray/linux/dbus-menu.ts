import type { BusSignal, CallHandler, IncomingCall } from '../../host/bus/session-bus.ts';
import { actionOf, type MenuItem, type TrayAction } from '../tray-menu.ts';
import {
  createRowNumbers,
  layoutShape,
  layoutValue,
  menuLayout,
  rowsOf,
  selectProperties,
  type LayoutRow,
} from './menu-layout.ts';
import { menuPath } from './status-item.ts';

const menuInterface = 'com.canonical.dbusmenu';

export type MenuCallbacks = {
  act(action: TrayAction): void;
  /** The menu was read, so there is a panel. */
  wasRead(): void;
  /** The whole menu is about to open, or was closed. */
  opening(): void;
  closed(): void;
};

type Result = ReturnType<CallHandler>;
type Arguments = readonly unknown[];

/** The menu as panels read it (com.canonical.dbusmenu, version 3). */
export class DbusMenu {
  readonly #callbacks: MenuCallbacks;
  readonly #numberOf = createRowNumbers();
  readonly #methods: ReadonlyMap<string, (args: Arguments) => Result> = new Map([
    ['GetLayout', (args: Arguments) => this.#getLayout(args)],
    ['GetGroupProperties', (args: Arguments) => this.#getGroupProperties(args)],
    ['GetProperty', (args: Arguments) => this.#getProperty(args)],
    ['Event', (args: Arguments) => this.#event(args)],
    ['EventGroup', (args: Arguments) => this.#eventGroup(args)],
    ['AboutToShow', (args: Arguments) => this.#aboutToShow(args)],
    ['AboutToShowGroup', (args: Arguments) => this.#aboutToShowGroup(args)],
  ]);
  #root: LayoutRow;
  #revision = 1;

  constructor(items: readonly MenuItem[], callbacks: MenuCallbacks) {
    this.#callbacks = callbacks;
    this.#root = menuLayout(items, this.#numberOf);
  }

  handle(call: IncomingCall): Result {
    if (call.interface === 'org.freedesktop.DBus.Properties') return readProperties(call);
    if (call.interface !== menuInterface) return undefined;
    return this.#methods.get(call.member)?.(call.body);
  }

  /** Replaces the rows. Returns the signals that tell the panel what changed. */
  update(items: readonly MenuItem[]): readonly BusSignal[] {
    const before = this.#root;
    this.#root = menuLayout(items, this.#numberOf);
    const signals = changes(before, this.#root, this.#revision + 1);
    if (signals.length > 0) this.#revision += 1;
    return signals;
  }

  #getLayout([id, depth, names]: Arguments): Result {
    this.#callbacks.wasRead();
    const row = this.#find(id);
    if (row === undefined) return undefined;
    const layout = layoutValue(row, Number(depth), stringsOf(names));
    return { signature: 'u(ia{sv}av)', body: [this.#revision, layout] };
  }

  /** No ids mean all rows. */
  #getGroupProperties([ids, names]: Arguments): Result {
    this.#callbacks.wasRead();
    const wanted = listOf(ids);
    const rows = rowsOf(this.#root)
      .filter(({ id }) => wanted.length === 0 || wanted.includes(id))
      .map(({ id, properties }) => [id, selectProperties(properties, stringsOf(names))]);
    return { signature: 'a(ia{sv})', body: [rows] };
  }

  #getProperty([id, name]: Arguments): Result {
    const property = this.#find(id)?.properties.find(([one]) => one === name);
    return property === undefined ? undefined : { signature: 'v', body: [property[1]] };
  }

  #event([id, kind]: Arguments): Result {
    this.#handleEvent(id, kind);
    return { signature: '', body: [] };
  }

  /** Returns the ids that do not exist. */
  #eventGroup([events]: Arguments): Result {
    const missing = listOf(events)
      .map(listOf)
      .filter(([id, kind]) => !this.#handleEvent(id, kind));
    return { signature: 'ai', body: [missing.map(([id]) => id)] };
  }

  #aboutToShow([id]: Arguments): Result {
    return { signature: 'b', body: [this.#prepareToShow(id)] };
  }

  /** Returns the ids whose rows changed, and those that do not exist. */
  #aboutToShowGroup([ids]: Arguments): Result {
    const all = listOf(ids);
    const missing = all.filter((id) => this.#find(id) === undefined);
    return { signature: 'aiai', body: [all.filter((id) => this.#prepareToShow(id)), missing] };
  }

  /** False if there is no such row. */
  #handleEvent(id: unknown, kind: unknown): boolean {
    const row = this.#find(id);
    if (row === undefined) return false;
    if (id === 0 && kind === 'opened') this.#callbacks.opening();
    if (id === 0 && kind === 'closed') this.#callbacks.closed();
    const action = kind === 'clicked' && row.item !== undefined ? actionOf(row.item) : undefined;
    if (action !== undefined) this.#callbacks.act(action);
    return true;
  }

  /** True if the rows changed because the menu opens. */
  #prepareToShow(id: unknown): boolean {
    const before = this.#revision;
    if (id === 0) this.#callbacks.opening();
    return this.#revision !== before;
  }

  #find(id: unknown): LayoutRow | undefined {
    return rowsOf(this.#root).find((row) => row.id === id);
  }
}

/**
 * Rows that remain are sent with their new properties; if rows came or went, the panel is asked to
 * read the layout again. Both, because GNOME then reads the properties of new rows only.
 */
function changes(before: LayoutRow, after: LayoutRow, revision: number): BusSignal[] {
  const old = new Map(rowsOf(before).map((row) => [row.id, JSON.stringify(row.properties)]));
  const changed = rowsOf(after)
    .filter(({ id, properties }) => old.has(id) && old.get(id) !== JSON.stringify(properties))
    .map(({ id, properties }) => [id, properties]);
  const signals: BusSignal[] = [];
  if (changed.length > 0)
    signals.push(menuSignal('ItemsPropertiesUpdated', 'a(ia{sv})a(ias)', [changed, []]));
  if (layoutShape(before) !== layoutShape(after))
    signals.push(menuSignal('LayoutUpdated', 'ui', [revision, 0]));
  return signals;
}

const menuProperties: readonly (readonly [string, readonly [string, unknown]])[] = [
  ['Version', ['u', 3]],
  ['TextDirection', ['s', 'ltr']],
  ['Status', ['s', 'normal']],
  ['IconThemePath', ['as', []]],
];

function readProperties({ member, body }: IncomingCall): Result {
  if (member === 'GetAll') return { signature: 'a{sv}', body: [menuProperties] };
  const property = menuProperties.find(([name]) => member === 'Get' && name === body[1]);
  return property === undefined ? undefined : { signature: 'v', body: [property[1]] };
}

function menuSignal(member: string, signature: string, body: Arguments): BusSignal {
  return { path: menuPath, interface: menuInterface, member, signature, body };
}

function listOf(value: unknown): Arguments {
  return Array.isArray(value) ? value : [];
}

function stringsOf(value: unknown): readonly string[] {
  return listOf(value).filter((one) => typeof one === 'string');
}
