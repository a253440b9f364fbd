import assert from 'node:assert/strict';
import test from 'node:test';
import { NotifyIcon } from '../../../../src/tray/windows/notify-icon.ts';
import { win, type NotifyIconData, type Win32 } from '../../../../src/tray/windows/win32.ts';

const names: Readonly<Record<number, string>> = {
  [win.iconAdd]: 'add',
  [win.iconModify]: 'modify',
  [win.iconDelete]: 'delete',
};

/** An Explorer that remembers icons, and can forget them. */
function explorer() {
  const calls: string[] = [];
  const destroyed: unknown[] = [];
  const balloons: unknown[] = [];
  const state = { knows: false, busy: false };
  const api = {
    notifySize: 976,
    notifyIcon(action: number, data: NotifyIconData) {
      const works = !state.busy && (action === win.iconAdd ? !state.knows : state.knows);
      calls.push(`${names[action]} ${data.hIcon}${works ? '' : ' fails'}`);
      if (works && action === win.iconAdd) state.knows = true;
      if (data.uFlags & win.flagInfo) balloons.push([data.szInfoTitle, data.szInfo]);
      return works ? 1 : 0;
    },
    destroyIcon: (icon: unknown) => destroyed.push(icon),
  } as unknown as Win32;
  return { icon: new NotifyIcon(api, 5), calls, destroyed, balloons, state };
}

test('the icon is added once, and again if Explorer has forgotten it', () => {
  const { icon, calls, destroyed, state } = explorer();
  state.busy = true;
  icon.show(1, 'KimiBar');
  state.busy = false;
  icon.show(2, 'KimiBar');
  icon.show(3, 'KimiBar');
  state.knows = false;
  icon.show(4, 'KimiBar');
  assert.deepEqual(calls, [
    'modify 1 fails',
    'add 1 fails',
    'modify 2 fails',
    'add 2',
    'modify 3',
    'modify 4 fails',
    'add 4',
  ]);
  assert.deepEqual(destroyed, [1, 2, 3], 'all but what is shown');
});

test('texts are cut to the lengths of Windows; a title alone becomes the text', () => {
  const { icon, balloons } = explorer();
  icon.show(1, 'KimiBar');
  icon.notify({ title: 't'.repeat(80), body: 'b'.repeat(300) });
  icon.notify({ title: 'About', body: '' });
  assert.deepEqual(balloons, [
    ['t'.repeat(63), 'b'.repeat(255)],
    ['', 'About'],
  ]);
});
