import assert from 'node:assert/strict';
import test from 'node:test';
import { argbPixmap } from '../../../../src/tray/linux/icon-pixmaps.ts';
import { StatusItem } from '../../../../src/tray/linux/status-item.ts';
import type { TrayModel } from '../../../../src/tray/tray-model.ts';

const style = { background: 'dark', colouring: 'alert' } as const;
const model: TrayModel = {
  icon: { upper: { fill: 0.9, severity: 'calm' }, dimmed: false, marked: false },
  look: { panel: 'auto', colour: 'alert' },
  tooltip: ['Kimi Code · <Plan>', '5-hour & more'],
  title: '',
  menu: [],
};

const properties = { interface: 'org.freedesktop.DBus.Properties' };
const iface = 'org.kde.StatusNotifierItem';

test('GetAll returns every property of the specification', () => {
  const item = new StatusItem(model, style, { activate() {}, secondary() {} });
  const answer = item.handle({ ...properties, member: 'GetAll', body: [iface] });
  assert.equal(answer?.signature, 'a{sv}');
  const all = new Map(answer?.body[0] as [string, [string, unknown]][]);
  const wanted =
    'Category Id Title Status WindowId IconName IconPixmap OverlayIconName OverlayIconPixmap AttentionIconName AttentionIconPixmap AttentionMovieName ToolTip ItemIsMenu Menu';
  for (const name of wanted.split(' ')) assert.ok(all.has(name), name);
  const [, tooltip] = all.get('ToolTip') ?? [];
  assert.deepEqual(tooltip, ['', [], 'Kimi Code · <Plan>', '5-hour &amp; more']);
  const [, pixmaps] = all.get('IconPixmap') as [string, [number, number, Buffer][]];
  assert.deepEqual(
    pixmaps.map(([width]) => width),
    [16, 22, 24, 32, 48],
  );
  for (const [width, height, bytes] of pixmaps) assert.equal(bytes.length, width * height * 4);
});

test('Get returns one property, and rejects unknown ones', () => {
  const item = new StatusItem(model, style, { activate() {}, secondary() {} });
  assert.deepEqual(item.handle({ ...properties, member: 'Get', body: [iface, 'Id'] })?.body, [
    ['s', 'kimibar'],
  ]);
  for (const name of ['Nope', 'constructor', 7])
    assert.equal(item.handle({ ...properties, member: 'Get', body: [iface, name] }), undefined);
  assert.equal(item.handle({ interface: iface, member: 'Nope', body: [] }), undefined);
});

test('pixels are sent as opacity, red, green, blue', () => {
  const [, , bytes] = argbPixmap({ size: 1, rgba: new Uint8Array([1, 2, 3, 4]) });
  assert.deepEqual([...bytes], [4, 1, 2, 3]);
});

test('only changes are signalled', () => {
  const item = new StatusItem(model, style, { activate() {}, secondary() {} });
  const members = (next: TrayModel, background: 'dark' | 'light' = 'dark'): string[] =>
    item.update(next, { ...style, background }).map(({ member }) => member);
  assert.deepEqual(members(model), []);
  assert.deepEqual(members({ ...model, tooltip: ['Kimi Code'] }), ['NewToolTip']);
  assert.deepEqual(members({ ...model, tooltip: ['Kimi Code'], title: '31%' }), [
    'XAyatanaNewLabel',
  ]);
  assert.deepEqual(members({ ...model, tooltip: ['Kimi Code'], title: '31%' }, 'light'), [
    'NewIcon',
  ]);
});

test('left and middle clicks are reported', () => {
  const clicks: string[] = [];
  const item = new StatusItem(model, style, {
    activate: () => clicks.push('left'),
    secondary: () => clicks.push('middle'),
  });
  item.handle({ interface: iface, member: 'Activate', body: [1, 2] });
  item.handle({ interface: iface, member: 'SecondaryActivate', body: [1, 2] });
  item.handle({ interface: iface, member: 'Scroll', body: [1, 'vertical'] });
  assert.deepEqual(clicks, ['left', 'middle']);
});
