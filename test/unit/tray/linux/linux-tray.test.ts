import assert from 'node:assert/strict';
import test from 'node:test';
import { silentLog } from '../../../../src/host/log.ts';
import { openLinuxTray } from '../../../../src/tray/linux/linux-tray.ts';
import type { TrayModel } from '../../../../src/tray/tray-model.ts';
import { fakeBus } from '../../../support/fakes/fake-bus.ts';
import { manualClock } from '../../../support/fakes/manual-clock.ts';

const model: TrayModel = {
  icon: { dimmed: true, marked: false },
  look: { panel: 'auto', colour: 'alert' },
  tooltip: [],
  title: '',
  menu: [],
};
const host = {
  clock: manualClock(0),
  log: silentLog,
  env: {},
  platform: { os: 'linux', homeDir: '/', tempDir: '/', pid: 1 },
} as const;

test('a bus that fails during the start is closed, so that the program can end', async () => {
  const bus = { ...fakeBus(() => []), listen: () => Promise.reject(new Error('no answer')) };
  const listener = {
    act() {},
    actOnNotice() {},
    menuOpening() {},
    menuClosed() {},
    hostChanged() {},
  };
  await assert.rejects(openLinuxTray({ host, bus }, model, listener), { message: 'no answer' });
  let isOver = false;
  void bus.ended.then(() => (isOver = true));
  await new Promise(setImmediate);
  assert.ok(isOver);
});
