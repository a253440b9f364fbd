import assert from 'node:assert/strict';
import test from 'node:test';
import { DbusMenu } from '../../../../src/tray/linux/dbus-menu.ts';
import type { MenuItem, TrayAction } from '../../../../src/tray/tray-menu.ts';

const items: readonly MenuItem[] = [
  { kind: 'text', id: 'header', label: 'plan_with_underscores', quiet: false },
  { kind: 'separator', id: 'line' },
  {
    kind: 'action',
    id: 'refresh',
    label: 'Refresh now',
    action: { kind: 'refresh' },
    enabled: true,
  },
  {
    kind: 'submenu',
    id: 'language',
    label: 'Language',
    items: [
      {
        kind: 'choice',
        id: 'en',
        label: 'English',
        action: { kind: 'show-account', account: 'work' },
        checked: true,
      },
    ],
  },
];

type Events = { readonly actions: TrayAction[]; reads: number; opened: number; closed: number };

function menuOf(rows: readonly MenuItem[] = items): {
  menu: DbusMenu;
  events: Events;
  call: (member: string, ...body: unknown[]) => readonly unknown[];
} {
  const events: Events = { actions: [], reads: 0, opened: 0, closed: 0 };
  const menu = new DbusMenu(rows, {
    act: (action) => events.actions.push(action),
    wasRead: () => (events.reads += 1),
    opening: () => (events.opened += 1),
    closed: () => (events.closed += 1),
  });
  const call = (member: string, ...body: unknown[]): readonly unknown[] => {
    const result = menu.handle({ interface: 'com.canonical.dbusmenu', member, body });
    assert.ok(result, member);
    return result.body;
  };
  return { menu, events, call };
}

/** The root's children as [id, properties, children]. */
function children(layout: readonly unknown[]): [number, Record<string, unknown>, unknown[]][] {
  const [, root] = layout as [
    number,
    [number, unknown, [string, [number, [string, [string, unknown]][], unknown[]]][]],
  ];
  return root[2].map(([, [id, properties, below]]) => [
    id,
    Object.fromEntries(properties.map(([name, [, value]]) => [name, value])),
    below,
  ]);
}

test('GetLayout returns the whole tree, with doubled underscores', () => {
  const { call, events } = menuOf();
  const rows = children(call('GetLayout', 0, -1, []));
  assert.deepEqual(
    rows.map(([, properties]) => properties),
    [
      { label: 'plan__with__underscores', enabled: true },
      { type: 'separator' },
      { label: 'Refresh now', enabled: true },
      { label: 'Language', 'children-display': 'submenu' },
    ],
  );
  assert.equal(rows[3]?.[2].length, 1);
  assert.equal(events.reads, 1);
});

test('GetLayout respects depth and property names, and rejects an unknown parent', () => {
  const { call, menu } = menuOf();
  assert.equal(children(call('GetLayout', 0, 1, []))[3]?.[2].length, 0);
  assert.deepEqual(
    children(call('GetLayout', 0, -1, ['label'])).map(([, properties]) => Object.keys(properties)),
    [['label'], [], ['label'], ['label']],
  );
  assert.equal(
    menu.handle({ interface: 'com.canonical.dbusmenu', member: 'GetLayout', body: [99, -1, []] }),
    undefined,
  );
  assert.equal(
    menu.handle({ interface: 'com.canonical.dbusmenu', member: 'constructor', body: [] }),
    undefined,
  );
});

test('clicks perform the action of the row; opening and closing are reported', () => {
  const { call, events } = menuOf();
  const ids = children(call('GetLayout', 0, -1, [])).map(([id]) => id);
  call('Event', ids[2], 'clicked', [], 0);
  call('EventGroup', [
    [ids[1], 'clicked', [], 0],
    [ids[0], 'clicked', [], 0],
  ]);
  assert.deepEqual(events.actions, [{ kind: 'refresh' }, { kind: 'open-dashboard' }]);
  assert.deepEqual(call('EventGroup', [[99, 'clicked', [], 0]]), [[99]]);
  call('Event', 0, 'opened', [], 0);
  call('Event', 0, 'closed', [], 0);
  assert.deepEqual([events.opened, events.closed], [1, 1]);
});

test('changed labels update rows in place, changed rows the layout, no change sends nothing', () => {
  const { menu, call } = menuOf();
  assert.deepEqual(menu.update(items), []);
  const renamed = items.map((item) =>
    item.id === 'refresh' && item.kind === 'action'
      ? { ...item, label: 'Refreshing…', enabled: false }
      : item,
  );
  const [changed, ...more] = menu.update(renamed);
  assert.deepEqual(
    [changed?.member, changed?.signature, more.length],
    ['ItemsPropertiesUpdated', 'a(ia{sv})a(ias)', 0],
  );
  const before = Number(call('GetLayout', 0, -1, [])[0]);
  const layout = menu.update(items.slice(1)).at(-1);
  assert.equal(layout?.member, 'LayoutUpdated');
  assert.deepEqual(layout?.body, [before + 1, 0]);
  assert.equal(call('GetLayout', 0, -1, [])[0], before + 1);
});

test('a new layout comes with the properties of the remaining rows', () => {
  const { menu } = menuOf(items.slice(1));
  const renamed = items.map((item) =>
    item.id === 'refresh' && item.kind === 'action' ? { ...item, label: 'Refreshing…' } : item,
  );
  const signals = menu.update(renamed);
  assert.deepEqual(
    signals.map(({ member }) => member),
    ['ItemsPropertiesUpdated', 'LayoutUpdated'],
  );
  const rows = signals[0]?.body?.[0];
  assert.equal(Array.isArray(rows) ? rows.length : 0, 1, 'new rows are read with the layout');
});

test('rows keep their numbers, also after an absence', () => {
  const { menu, call } = menuOf();
  const ids = children(call('GetLayout', 0, -1, [])).map(([id]) => id);
  menu.update(items.slice(2));
  assert.deepEqual(
    children(call('GetLayout', 0, -1, [])).map(([id]) => id),
    ids.slice(2),
  );
  menu.update(items);
  assert.deepEqual(
    children(call('GetLayout', 0, -1, [])).map(([id]) => id),
    ids,
  );
});

test('AboutToShow returns whether the rows changed', () => {
  const holder: { menu?: DbusMenu | undefined } = {};
  const menu = new DbusMenu(items, {
    act() {},
    wasRead() {},
    closed() {},
    opening: () => void holder.menu?.update(items.slice(1)),
  });
  holder.menu = menu;
  const call = (): unknown =>
    menu.handle({ interface: 'com.canonical.dbusmenu', member: 'AboutToShow', body: [0] })?.body[0];
  assert.equal(call(), true);
  assert.equal(call(), false);
});

test('properties of the menu itself', () => {
  const { menu } = menuOf();
  const all = menu.handle({
    interface: 'org.freedesktop.DBus.Properties',
    member: 'GetAll',
    body: ['com.canonical.dbusmenu'],
  });
  assert.equal(all?.signature, 'a{sv}');
  const version = menu.handle({
    interface: 'org.freedesktop.DBus.Properties',
    member: 'Get',
    body: ['com.canonical.dbusmenu', 'Version'],
  });
  assert.deepEqual(version?.body, [['u', 3]]);
});
