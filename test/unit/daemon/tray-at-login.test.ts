import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import test from 'node:test';
import { setDaemonStage } from './daemon-stage.ts';

function fakeLogin(failure?: Error) {
  let on = false;
  return {
    path: '/autostart/kimibar.desktop',
    isOn: () => on,
    async set(wanted: boolean): Promise<void> {
      if (failure !== undefined) throw failure;
      on = wanted;
    },
  };
}

test('the start of the tray at login is a setting outside the config file', async (t) => {
  const trayAtLogin = fakeLogin();
  const { daemon, configPath } = await setDaemonStage(t, { trayAtLogin });
  assert.equal(daemon.settings().startsAtLogin, false);
  assert.equal((await daemon.changeSettings({ startsAtLogin: true })).startsAtLogin, true);
  assert.equal(existsSync(configPath), false);
  const both = { startsAtLogin: false, cadence: 15 };
  const { startsAtLogin, cadence } = await daemon.changeSettings(both);
  assert.deepEqual([startsAtLogin, cadence, trayAtLogin.isOn()], [false, 15, false]);
});

test('without a tray there is no such setting, and nothing changes', async (t) => {
  const { daemon, configPath } = await setDaemonStage(t);
  assert.equal(daemon.settings().startsAtLogin, undefined);
  const patch = { startsAtLogin: true, cadence: 15 };
  await assert.rejects(daemon.changeSettings(patch), { kind: 'invalid-arguments' });
  assert.equal(existsSync(configPath), false);
});

test('a file that cannot be written is named', async (t) => {
  const trayAtLogin = fakeLogin(Object.assign(new Error('no'), { code: 'EACCES' }));
  const { daemon } = await setDaemonStage(t, { trayAtLogin });
  await assert.rejects(daemon.changeSettings({ startsAtLogin: true }), {
    kind: 'invalid-config',
    message: 'not writable: /autostart/kimibar.desktop (EACCES)',
  });
});
