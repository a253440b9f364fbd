import assert from 'node:assert/strict';
import { once } from 'node:events';
import test from 'node:test';
import { clickRow, itemProperty, openMenu } from '../../support/desktop/tray-item.ts';
import { missingPrograms } from '../../support/desktop/session.ts';
import { rowLike, setTraySession, startTray } from '../../support/desktop/tray-session.ts';
import { placeFakeOpener } from '../../support/fakes/fake-opener.ts';
import { runProgram } from '../../support/run-program.ts';
import { startServer } from '../../support/running-server.ts';
import { setStage } from '../../support/stage.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { eventually } from '../../support/until.ts';

const skip = missingPrograms('dbus-daemon') ?? false;

test('a second tray says so and exits with 0', { skip }, async (t) => {
  const scene = await setTraySession(t);
  await startTray(scene);
  const second = await runProgram(['tray'], { home: scene.session.folder, env: scene.env });
  assert.deepEqual(
    [second.exitCode, second.stdout, second.stderr],
    [0, 'KimiBar is already in the tray.\n', ''],
  );
});

test('without a session bus it says what is missing', { skip }, async (t) => {
  const { run } = await setStage(t);
  const tray = await run(['tray'], { env: { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere' } });
  assert.equal(tray.exitCode, 1);
  assert.match(tray.stderr, /^No desktop session found/);
});

test('without a panel it says which one to install, and runs on', { skip }, async (t) => {
  const scene = await setTraySession(t, { XDG_CURRENT_DESKTOP: 'ubuntu:GNOME' });
  const tray = await startTray(scene);
  await eventually(
    async () =>
      tray.said.join('').includes('gnome-shell-extension-appindicator') ? true : undefined,
    'the advice',
  );
  await rowLike(scene, tray, / Weekly /);
  assert.equal(tray.child.exitCode, null);
});

test('it shows a KimiBar that is serving already', { skip }, async (t) => {
  const opener = placeFakeOpener(tempFolder(t));
  const scene = await setTraySession(t, opener.env);
  const { stage, session, env } = scene;
  const server = await startServer(t, { home: session.folder, env });
  await (await server.get('/usage')).json();
  const tray = await startTray(scene);
  const { item } = tray;
  await rowLike(scene, tray, / Weekly 90%/);
  assert.equal(stage.asked('usages'), 1, 'no request of its own');

  await clickRow(session.bus, item, 'Open dashboard');
  await eventually(
    async () => (opener.opened().includes(`${server.address}#/glance`) ? true : undefined),
    'the page of the server',
  );
  stage.simulator.use('weekly', 1740);
  await clickRow(session.bus, item, 'Refresh now');
  await rowLike(scene, tray, / Weekly 5%/);
  assert.equal(stage.asked('usages'), 2);
  const settings = { method: 'PATCH', headers: { 'Content-Type': 'application/json' } };
  await server.get('/api/v1/settings', {
    ...settings,
    body: JSON.stringify({ language: 'zh-CN' }),
  });
  await rowLike(scene, tray, / 每周 5%/);
});

test(
  'the text next to the icon follows the page at once, the config file when the menu opens',
  { skip },
  async (t) => {
    const scene = await setTraySession(t);
    const { session, env } = scene;
    const { bus } = session;
    const server = await startServer(t, { home: session.folder, env });
    const tray = await startTray(scene);
    await rowLike(scene, tray, / Weekly /);
    const becomes = (wanted: RegExp): Promise<true> =>
      eventually(
        async () =>
          wanted.test(String(await itemProperty(bus, tray.item, 'XAyatanaLabel')))
            ? true
            : undefined,
        String(wanted),
      );
    await becomes(/^$/);
    const headers = { 'Content-Type': 'application/json' };
    await server.get('/api/v1/settings', {
      method: 'PATCH',
      headers,
      body: JSON.stringify({ tray: { title: 'percent' } }),
    });
    await becomes(/^30%$/);
    const changed = await runProgram(['config', 'set', 'tray.title', 'countdown'], {
      home: session.folder,
      env,
    });
    assert.equal(changed.exitCode, 0, changed.stderr);
    await openMenu(bus, tray.item);
    await becomes(/^2h [45]m$/);
  },
);

test('the tray ends with the session', { skip }, async (t) => {
  const scene = await setTraySession(t);
  const tray = await startTray(scene);
  await rowLike(scene, tray, / Weekly /);
  const gone = once(tray.child, 'exit');
  scene.session.endBus();
  assert.deepEqual(await gone, [0, null]);
});
