import assert from 'node:assert/strict';
import test from 'node:test';
import type { TrayLook } from '../../../src/domain/tray-look.ts';
import type { QuotaEvent, UsageEvent } from '../../../src/domain/events/usage-event.ts';
import type { UsageState } from '../../../src/domain/usage-state.ts';
import { silentLog } from '../../../src/host/log.ts';
import { messagesIn } from '../../../src/present/messages.ts';
import { TrayFace, type ShownProgram } from '../../../src/tray/tray-face.ts';
import type { TrayModel } from '../../../src/tray/tray-model.ts';
import type { TrayListener, TrayNotice } from '../../../src/tray/tray.ts';
import { fakeDaemon, type FakeDaemon } from '../../support/fakes/fake-daemon.ts';
import { manualClock, type ManualClock } from '../../support/fakes/manual-clock.ts';
import { fresh, nowMs, session, snapshot, weekly } from '../../support/fakes/snapshots.ts';

const state: UsageState = {
  enabled: true,
  accounts: [{ outcome: fresh(snapshot([session, weekly])) }],
  refreshing: false,
  atMs: nowMs,
};
const low: QuotaEvent = {
  kind: 'quota-low',
  atMs: nowMs,
  windowId: 'session',
  usedPercent: 82,
  leftPercent: 18,
  thresholdPercent: 20,
  lengthMinutes: 300,
  resetsAtMs: nowMs + 7_200_000,
};

type Scene = {
  readonly face: TrayFace;
  readonly listener: TrayListener;
  readonly clock: ManualClock;
  readonly shown: TrayModel[];
  readonly notices: TrayNotice[];
  readonly daemon: FakeDaemon;
  readonly opened: string[];
  readonly quits: () => number;
};

async function scene(
  more: Partial<ShownProgram> = {},
  look: Partial<TrayLook> = {},
): Promise<Scene> {
  const clock = manualClock(nowMs);
  const shown: TrayModel[] = [];
  const notices: TrayNotice[] = [];
  const opened: string[] = [];
  let quits = 0;
  let received: TrayListener | undefined;
  const face = await TrayFace.open(
    {
      clock,
      log: silentLog,
      look,
      messagesFor: (language) => messagesIn(language === 'zh-CN' ? 'zh-CN' : 'en'),
      hostChanged() {},
      quit: () => (quits += 1),
    },
    async (model, listener) => {
      shown.push(model);
      received = listener;
      const ended = Promise.withResolvers<void>();
      return {
        show: (next) => void shown.push(next),
        notify: async (notice) => void notices.push(notice),
        ended: ended.promise,
        close: async () => ended.resolve(),
      };
    },
  );
  const daemon = fakeDaemon({ state });
  face.follow({ daemon, openPage: async (view) => void opened.push(view), ...more });
  assert.ok(received);
  return {
    face,
    listener: received,
    clock,
    shown,
    notices,
    daemon,
    opened,
    quits: () => quits,
  };
}

function eventsOf(
  ofState: () => Promise<readonly UsageEvent[]>,
  snoozed: unknown[] = [],
): NonNullable<ShownProgram['events']> {
  return { ofState, snooze: async (...words) => void snoozed.push(words) };
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

async function trouble(): Promise<never> {
  throw new Error('broken');
}

const labels = (model: TrayModel | undefined): string[] =>
  (model?.menu ?? []).map((item) => (item.kind === 'separator' ? '' : item.label));

test('shows the current state and every later one', async () => {
  const { shown, daemon } = await scene();
  assert.equal(shown[0]?.icon.upper, undefined, 'nothing is known at first');
  assert.ok(labels(shown.at(-1)).some((label) => label.includes(' Weekly ')));
  daemon.publish({ refreshing: true });
  assert.ok(labels(shown.at(-1)).includes('Refreshing…'));
});

test('without a countdown or an open menu no timer runs', async () => {
  const { clock, shown } = await scene();
  const count = shown.length;
  await clock.pass(3_600_000);
  assert.deepEqual([clock.waiting, shown.length], [0, count]);
});

test('an open menu ticks and counts as a viewer until it is closed', async () => {
  const { listener, clock, shown, daemon } = await scene();
  listener.menuOpening();
  assert.equal(daemon.asked.looking, 1);
  const count = shown.length;
  await clock.pass(15_000);
  assert.equal(shown.length, count + 3);
  listener.menuOpening();
  assert.equal(daemon.asked.looking, 1, 'some panels report it twice');
  listener.menuClosed();
  await settle();
  assert.deepEqual([daemon.asked.looking, clock.waiting], [0, 0]);
});

test('a menu whose closing is not reported ticks for two minutes', async () => {
  const { listener, clock, daemon } = await scene();
  listener.menuOpening();
  await clock.pass(600_000);
  await settle();
  assert.deepEqual([daemon.asked.looking, clock.waiting], [0, 0]);
});

test('a countdown next to the icon is updated every minute', async () => {
  const { clock, shown } = await scene({}, { title: 'countdown' });
  assert.equal(shown.at(-1)?.title, '2h 5m');
  await clock.pass(300_000);
  assert.equal(shown.at(-1)?.title, '2h');
});

test('every row performs its action', async () => {
  const { listener, daemon, opened, quits } = await scene();
  for (const kind of ['refresh', 'open-dashboard', 'open-settings', 'quit'] as const)
    listener.act({ kind });
  listener.act({ kind: 'show-account', account: 'work' });
  await settle();
  assert.deepEqual(
    [daemon.asked.refreshes, opened, daemon.asked.patches, quits()],
    [1, ['dashboard', 'settings'], [{ account: { name: 'work', action: 'make-default' } }], 1],
  );
});

test('errors of an action stay in the tray', async () => {
  const daemon = { ...fakeDaemon({ state }), refresh: trouble, changeSettings: trouble };
  const { listener, notices } = await scene({ daemon, openPage: trouble });
  listener.act({ kind: 'refresh' });
  listener.act({ kind: 'open-dashboard' });
  listener.act({ kind: 'show-account', account: 'work' });
  await settle();
  assert.deepEqual(
    notices.map(({ title }) => title),
    ['The setting could not be changed.'],
  );
});

test('an event becomes a notice with the meter and buttons', async () => {
  const { notices } = await scene({ events: eventsOf(async () => [low]) });
  await settle();
  const [notice] = notices;
  assert.equal(notice?.title, '5-hour quota: 18% left');
  assert.deepEqual(notice?.buttons, [
    { label: 'Open dashboard', action: { kind: 'open-dashboard' } },
    {
      label: 'Snooze until reset',
      action: { kind: 'snooze', key: '/session', untilMs: nowMs + 7_200_000 },
    },
  ]);
  assert.equal(notice?.icon.upper?.fill, 0.305);
});

test('Snooze on a notice is passed to the source of events', async () => {
  const snoozed: unknown[] = [];
  const { listener } = await scene({ events: eventsOf(async () => [], snoozed) });
  listener.actOnNotice({ kind: 'snooze', key: '/session', untilMs: nowMs + 7_200_000 });
  await settle();
  assert.deepEqual(snoozed, [['/session', nowMs + 7_200_000]]);
});

test('the look follows the settings unless a flag fixes it', async () => {
  const { daemon, shown, clock } = await scene({}, { panel: 'dark' });
  assert.deepEqual(
    [shown.at(-1)?.title, shown.at(-1)?.look],
    ['', { title: 'icon', panel: 'dark', colour: 'alert' }],
  );
  await daemon.changeSettings({ tray: { title: 'countdown', panel: 'light', colour: 'always' } });
  daemon.publish({});
  assert.deepEqual(
    [shown.at(-1)?.title, shown.at(-1)?.look],
    ['2h 5m', { title: 'countdown', panel: 'dark', colour: 'always' }],
  );
  await clock.pass(300_000);
  assert.equal(shown.at(-1)?.title, '2h');
  await daemon.changeSettings({ tray: { title: 'icon' } });
  daemon.publish({});
  await settle();
  assert.deepEqual([shown.at(-1)?.title, clock.waiting], ['', 0]);
});

test('it switches from one program to the next', async () => {
  const { face, shown, daemon } = await scene();
  const other = fakeDaemon({ state: { ...state, enabled: false } });
  const leave = face.follow({ daemon: other });
  assert.ok(labels(shown.at(-1)).includes('Kimi is turned off'));
  assert.ok(!labels(shown.at(-1)).includes('Open dashboard'));
  leave();
  assert.equal(other.asked.listeners, 0);
  assert.equal(daemon.asked.listeners, 1, 'the first was left to its follower');
  await face.close();
  await face.ended;
});
