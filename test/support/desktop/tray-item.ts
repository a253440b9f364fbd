import { variantValue, type SessionBus } from '../../../src/host/bus/session-bus.ts';
import { eventually } from '../until.ts';

const watcher = { destination: 'org.kde.StatusNotifierWatcher', path: '/StatusNotifierWatcher' };
const menuPath = '/StatusNotifierItem/Menu';
const menuInterface = 'com.canonical.dbusmenu';

/** One row of a tray's menu, as a panel reads it. */
export type MenuRow = { readonly id: number; readonly label: string };

/** The bus name of the item that the panel shows; undefined if there is none. */
export async function shownItem(bus: SessionBus): Promise<string | undefined> {
  try {
    const call = {
      ...watcher,
      interface: 'org.freedesktop.DBus.Properties',
      member: 'Get',
      signature: 'ss',
    };
    const [value] = await bus.call({
      ...call,
      body: [watcher.destination, 'RegisteredStatusNotifierItems'],
    });
    const items = variantValue(value);
    const [first] = Array.isArray(items) ? items : [];
    return typeof first === 'string' ? first.split('/')[0] : undefined;
  } catch {
    return undefined;
  }
}

/** All rows, with those of submenus. */
export async function menuRows(bus: SessionBus, item: string): Promise<readonly MenuRow[]> {
  const call = {
    destination: item,
    path: menuPath,
    interface: menuInterface,
    member: 'GetLayout',
    signature: 'iias',
  };
  const [, root] = await reply(bus, { ...call, body: [0, -1, []] });
  return rowsBelow(root);
}

/** Clicks a row as a panel does. */
export async function clickRow(bus: SessionBus, item: string, label: string): Promise<void> {
  const row = (await menuRows(bus, item)).find((one) => one.label === label);
  if (row === undefined) throw new Error(`no row ${label}`);
  const call = {
    destination: item,
    path: menuPath,
    interface: menuInterface,
    member: 'Event',
    signature: 'isvu',
  };
  await send(bus, { ...call, body: [row.id, 'clicked', ['s', ''], 0] });
}

/** Tells the tray that its menu was opened. */
export async function openMenu(bus: SessionBus, item: string): Promise<void> {
  await send(bus, {
    destination: item,
    path: menuPath,
    interface: menuInterface,
    member: 'AboutToShow',
    signature: 'i',
    body: [0],
  });
}

/** One of the icon's properties. */
export async function itemProperty(bus: SessionBus, item: string, name: string): Promise<unknown> {
  const call = {
    destination: item,
    path: '/StatusNotifierItem',
    interface: 'org.freedesktop.DBus.Properties',
    member: 'Get',
  };
  const [value] = await reply(bus, {
    ...call,
    signature: 'ss',
    body: ['org.kde.StatusNotifierItem', name],
  });
  return variantValue(value);
}

type Call = Parameters<SessionBus['call']>[0];

/** Calls again if the tray is too busy to reply in time. */
function reply(bus: SessionBus, call: Call): Promise<readonly unknown[]> {
  return eventually(() => bus.call(call).catch(ignoreNoReply), `a reply to ${call.member}`);
}

/** A busy tray may handle the call after the time for its reply is over. */
async function send(bus: SessionBus, call: Call): Promise<void> {
  await bus.call(call).catch(ignoreNoReply);
}

function ignoreNoReply(error: unknown): undefined {
  if (error instanceof Error && error.name === 'org.freedesktop.DBus.Error.NoReply') return;
  throw error;
}

function rowsBelow(node: unknown): MenuRow[] {
  const [id, properties, children] = node as [number, [string, unknown][], unknown[]];
  const label = variantValue(properties.find(([name]) => name === 'label')?.[1]);
  return [
    { id, label: typeof label === 'string' ? label.replaceAll('__', '_') : '' },
    ...children.flatMap((child) => rowsBelow(variantValue(child))),
  ];
}
