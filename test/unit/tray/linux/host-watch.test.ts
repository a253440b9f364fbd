import assert from 'node:assert/strict';
import test from 'node:test';
import { silentLog } from '../../../../src/host/log.ts';
import { watchHost } from '../../../../src/tray/linux/host-watch.ts';
import { fakeBus, type FakeBus } from '../../../support/fakes/fake-bus.ts';
import { manualClock } from '../../../support/fakes/manual-clock.ts';

const watcher = 'org.kde.StatusNotifierWatcher';
const ownerChanged = { interface: 'org.freedesktop.DBus', member: 'NameOwnerChanged' };

function scene(options: {
  present: boolean;
  readsMenu?: boolean | undefined;
  hasHost?: boolean | undefined;
}) {
  const owners = new Set(options.present ? [watcher] : []);
  const reported: boolean[] = [];
  const clock = manualClock(0);
  const closing = new AbortController();
  const bus = fakeBus(
    ({ member }) =>
      owners.has(watcher) ? (member === 'Get' ? [['b', options.hasHost ?? true]] : []) : undefined,
    owners,
  );
  const watching = watchHost(
    { bus, clock, log: silentLog, name: 'org.kde.StatusNotifierItem-1-1' },
    {
      wasRead: () => options.readsMenu ?? true,
      registering() {},
      hostChanged: (present) => reported.push(present),
    },
    closing.signal,
  );
  return { bus, owners, reported, clock, closing, watching };
}

function registrations({ calls }: FakeBus): number {
  return calls.filter(({ member }) => member === 'RegisterStatusNotifierItem').length;
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

test('registers with a running panel', async () => {
  const { bus, reported, watching, clock } = scene({ present: true });
  await watching;
  assert.deepEqual([registrations(bus), reported], [1, [true]]);
  await clock.pass(60_000);
  assert.equal(registrations(bus), 1);
  assert.equal(clock.waiting, 0, 'nothing ticks');
});

test('a missing panel is reported; a late or restarted one is registered with', async () => {
  const { bus, owners, reported, watching } = scene({ present: false });
  await watching;
  assert.deepEqual([registrations(bus), reported], [0, [false]]);
  owners.add(watcher);
  bus.hear(ownerChanged, [watcher, '', ':1.7']);
  await settle();
  assert.deepEqual([registrations(bus), reported], [1, [false, true]]);
  owners.delete(watcher);
  bus.hear(ownerChanged, [watcher, ':1.7', '']);
  owners.add(watcher);
  bus.hear(ownerChanged, [watcher, '', ':1.9']);
  await settle();
  assert.deepEqual([registrations(bus), reported], [2, [false, true, false, true]]);
});

test('registers again if the menu is not read, at most three times', async () => {
  const { bus, watching, clock } = scene({ present: true, readsMenu: false });
  await watching;
  await settle();
  assert.equal(registrations(bus), 1);
  for (const count of [2, 3, 4, 4]) {
    await clock.pass(2500);
    await settle();
    assert.equal(registrations(bus), count);
  }
  assert.equal(clock.waiting, 0);
});

test('a watcher without a panel counts as missing until a panel appears', async () => {
  const facts = { present: true, hasHost: false };
  const { bus, reported, watching } = scene(facts);
  await watching;
  assert.deepEqual(reported, [false]);
  facts.hasHost = true;
  bus.hear({ interface: watcher, member: 'StatusNotifierHostRegistered' }, []);
  await settle();
  assert.deepEqual([reported, registrations(bus)], [[false, true], 1]);
});

test('a panel that starts beside a running watcher and does not read the menu gets the item again', async () => {
  const facts = { present: true, readsMenu: true };
  const { bus, watching, clock } = scene(facts);
  await watching;
  await clock.pass(60_000);
  assert.equal(registrations(bus), 1);
  const hostRegistered = { interface: watcher, member: 'StatusNotifierHostRegistered' };
  bus.hear(hostRegistered, []);
  await settle();
  await clock.pass(60_000);
  assert.equal(registrations(bus), 1, 'this one has read it');
  facts.readsMenu = false;
  bus.hear(hostRegistered, []);
  for (const count of [2, 3, 4, 4]) {
    await settle();
    await clock.pass(2500);
    await settle();
    assert.equal(registrations(bus), count);
  }
  assert.equal(clock.waiting, 0);
});

test('an item that the watcher dropped is registered again, but not forever', async () => {
  const { bus, watching } = scene({ present: true });
  await watching;
  const dropped = { interface: watcher, member: 'StatusNotifierItemUnregistered' };
  bus.hear(dropped, ['org.kde.StatusNotifierItem-99-1/StatusNotifierItem']);
  await settle();
  assert.equal(registrations(bus), 1, "another program's");
  for (const count of [2, 3, 4, 4, 4]) {
    bus.hear(dropped, ['org.kde.StatusNotifierItem-1-1/StatusNotifierItem']);
    await settle();
    assert.equal(registrations(bus), count);
  }
  bus.hear(ownerChanged, [watcher, '', ':1.9']);
  await settle();
  bus.hear(dropped, ['org.kde.StatusNotifierItem-1-1']);
  await settle();
  assert.equal(registrations(bus), 6, 'another watcher may drop it as often');
});

test('stops listening when the signal aborts', async () => {
  const { bus, closing, watching } = scene({ present: true });
  await watching;
  assert.equal(bus.listening, 4);
  closing.abort();
  assert.equal(bus.listening, 0);
});
