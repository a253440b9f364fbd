import assert from 'node:assert/strict';
import test from 'node:test';
import { DesktopNotices } from '../../../../src/tray/linux/desktop-notices.ts';
import type { NoticeAction, TrayNotice } from '../../../../src/tray/tray.ts';
import { fakeBus } from '../../../support/fakes/fake-bus.ts';

const notice: TrayNotice = {
  key: '/session',
  title: '5-hour quota: 18% left',
  body: 'resets in <2h>',
  urgency: 'normal',
  icon: { dimmed: false, marked: false },
  buttons: [
    { label: 'Open dashboard', action: { kind: 'open-dashboard' } },
    { label: 'Snooze until reset', action: { kind: 'snooze', key: '/session', untilMs: 5 } },
  ],
};
const from = 'org.freedesktop.Notifications';

async function scene(inhibited = false) {
  const answered: NoticeAction[] = [];
  const bus = fakeBus(({ member }) => (member === 'Notify' ? [42] : [['b', inhibited]]));
  const notices = await DesktopNotices.open(bus, (action) => answered.push(action));
  const notified = () =>
    bus.calls.filter(({ member }) => member === 'Notify').map(({ body = [] }) => body);
  return { bus, notices, answered, notified };
}

test('a notice has a title, an escaped body, buttons, an urgency and the meter as picture', async () => {
  const { notices, notified } = await scene();
  await notices.send(notice);
  const [body = []] = notified();
  assert.deepEqual(body.slice(0, 6), [
    'KimiBar',
    0,
    '',
    '5-hour quota: 18% left',
    'resets in &lt;2h&gt;',
    ['default', '', '0', 'Open dashboard', '1', 'Snooze until reset'],
  ]);
  const hints = new Map(body[6] as [string, [string, unknown]][]);
  assert.deepEqual(hints.get('urgency'), ['y', 1]);
  const [signature, picture] = hints.get('image-data') ?? [];
  assert.equal(signature, '(iiibiiay)');
  const [width, height, stride, alpha, bits, channels, bytes] = picture as [
    number,
    number,
    number,
    boolean,
    number,
    number,
    Buffer,
  ];
  assert.deepEqual(
    [width, height, stride, alpha, bits, channels, bytes.length],
    [48, 48, 192, true, 8, 4, 48 * 48 * 4],
  );
});

test('buttons and clicks on the notice are reported until it is closed', async () => {
  const { bus, notices, answered } = await scene();
  await notices.send(notice);
  bus.hear({ interface: from, member: 'ActionInvoked' }, [42, '1']);
  bus.hear({ interface: from, member: 'ActionInvoked' }, [42, 'default']);
  bus.hear({ interface: from, member: 'ActionInvoked' }, [7, '0']);
  assert.deepEqual(answered, [
    { kind: 'snooze', key: '/session', untilMs: 5 },
    { kind: 'open-dashboard' },
  ]);
  bus.hear({ interface: from, member: 'NotificationClosed' }, [42, 2]);
  bus.hear({ interface: from, member: 'ActionInvoked' }, [42, '0']);
  assert.equal(answered.length, 2);
});

test('a notice replaces the earlier one with its key', async () => {
  const { notices, notified } = await scene();
  await notices.send(notice);
  await notices.send(notice);
  await notices.send({ ...notice, key: '/weekly' });
  assert.deepEqual(
    notified().map((body) => body[1]),
    [0, 42, 0],
  );
});

test('do-not-disturb holds back all but critical notices', async () => {
  const { notices, notified } = await scene(true);
  await notices.send(notice);
  assert.equal(notified().length, 0);
  await notices.send({ ...notice, urgency: 'critical' });
  assert.equal(notified().length, 1);
});
