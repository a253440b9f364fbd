import assert from 'node:assert/strict';
import test from 'node:test';
import type { TrayModel } from '../../../../src/tray/tray-model.ts';
import type { WindowEvent, WindowMessage } from '../../../../src/tray/windows/window-message.ts';
import { WindowsTray } from '../../../../src/tray/windows/windows-tray.ts';

const model: TrayModel = {
  icon: { upper: { fill: 0.9, severity: 'calm' }, dimmed: false, marked: false },
  look: { panel: 'auto', colour: 'alert' },
  tooltip: ['Kimi Code', '5-hour  31% left'],
  title: '',
  menu: [
    { kind: 'text', id: 'quiet', label: 'Updated just now', quiet: true },
    { kind: 'separator', id: 'line' },
    {
      kind: 'submenu',
      id: 'source',
      label: 'Usage source',
      items: [
        {
          kind: 'choice',
          id: 'source-web',
          label: 'Web',
          action: { kind: 'show-account', account: 'work' },
          checked: true,
        },
      ],
    },
  ],
};

async function scene() {
  const sent: WindowMessage[] = [];
  const events: string[] = [];
  const ended = Promise.withResolvers<void>();
  const holder: { send?: ((event: WindowEvent) => void) | undefined } = {};
  const tray = await WindowsTray.open(
    async (onEvent) => {
      holder.send = onEvent;
      return {
        ended: ended.promise,
        send(message) {
          sent.push(message);
          if (message.kind === 'close') ended.resolve();
        },
      };
    },
    model,
    {
      act: (action) => events.push(JSON.stringify(action)),
      actOnNotice: ({ kind }) => events.push(kind),
      menuOpening: () => events.push('opening'),
      menuClosed: () => events.push('closed'),
      hostChanged() {},
    },
  );
  return { tray, sent, events, send: (event: WindowEvent) => holder.send?.(event) };
}

test('the window gets every model once, and its events are passed on', async () => {
  const { tray, sent, events, send } = await scene();
  const [first] = sent;
  assert.ok(first?.kind === 'show');
  assert.equal(first.tooltip, 'Kimi Code\n5-hour  31% left');
  assert.deepEqual(first.rows, [
    { id: 'quiet', label: 'Updated just now', checked: false, enabled: false },
    { id: 'line', separator: true },
    {
      id: 'source',
      label: 'Usage source',
      checked: false,
      enabled: true,
      rows: [{ id: 'source-web', label: 'Web', checked: true, enabled: true }],
    },
  ]);
  tray.show(model);
  assert.equal(sent.length, 1, 'nothing new');
  for (const kind of ['opened', 'closed', 'notice-clicked'] as const) send({ kind });
  for (const id of ['source-web', 'quiet', 'unknown']) send({ kind: 'click', id });
  assert.deepEqual(events, [
    'opening',
    'closed',
    'open-dashboard',
    '{"kind":"show-account","account":"work"}',
  ]);
  await tray.notify?.({
    key: 'k',
    title: 't',
    body: 'b',
    urgency: 'low',
    icon: model.icon,
    buttons: [],
  });
  await tray.close();
  assert.deepEqual(sent.slice(1), [{ kind: 'notify', title: 't', body: 'b' }, { kind: 'close' }]);
});
