import assert from 'node:assert/strict';
import { once } from 'node:events';
import test from 'node:test';
import { end, missingPrograms } from '../../support/desktop/session.ts';
import { clickRow } from '../../support/desktop/tray-item.ts';
import { rowLike, setTraySession, startTray } from '../../support/desktop/tray-session.ts';
import { placeFakeOpener } from '../../support/fakes/fake-opener.ts';
import { processesIn, zombiesOf } from '../../support/processes.ts';
import { startServer } from '../../support/running-server.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { eventually } from '../../support/until.ts';

const skip = missingPrograms('dbus-daemon') ?? false;

test(
  'a killed tray does not affect the server, and another tray can start',
  { skip },
  async (t) => {
    const scene = await setTraySession(t);
    const { stage, session, env } = scene;
    const server = await startServer(t, { home: session.folder, env });
    const first = await startTray(scene);
    await rowLike(scene, first, / Weekly /);
    await end(first.child, 'SIGKILL');

    assert.equal((await server.get('/health')).status, 200);
    const asked = stage.asked('usages');
    assert.equal((await server.get('/api/v1/refresh', { method: 'POST' })).status, 200);
    assert.equal(stage.asked('usages'), asked + 1, 'it refreshes as before');
    const second = await startTray(scene);
    await rowLike(scene, second, / Weekly /);
    assert.deepEqual(
      [server.child.exitCode, zombiesOf(server.child.pid, second.child.pid, process.pid)],
      [null, []],
    );
  },
);

test(
  'if the server is killed, the tray refreshes and serves the page itself',
  { skip },
  async (t) => {
    const opener = placeFakeOpener(tempFolder(t));
    const scene = await setTraySession(t, opener.env);
    const { stage, session, env } = scene;
    const { bus } = session;
    const server = await startServer(t, { home: session.folder, env });
    const tray = await startTray(scene);
    await rowLike(scene, tray, / Weekly 90%/);

    await server.stop('SIGKILL');
    await eventually(async () => {
      await clickRow(bus, tray.item, 'Open dashboard');
      return opener.opened().at(-1) !== server.address && opener.opened().length > 0
        ? true
        : undefined;
    }, 'a page of its own');
    assert.equal((await fetch(new URL('/health', opener.opened().at(-1)))).status, 200);
    stage.simulator.use('weekly', 1740);
    await clickRow(bus, tray.item, 'Refresh now');
    await rowLike(scene, tray, / Weekly 5%/);

    await eventually(
      async () => (processesIn(session.folder).length === 2 ? true : undefined),
      'the bus and the tray alone',
    );
    assert.deepEqual([tray.child.exitCode, zombiesOf(tray.child.pid, process.pid)], [null, []]);
  },
);

test(
  'programs that the tray starts end after their work, and all of them after Quit',
  { skip },
  async (t) => {
    const opener = placeFakeOpener(tempFolder(t));
    const scene = await setTraySession(t, opener.env);
    const { session } = scene;
    const { bus } = session;
    const tray = await startTray(scene);
    await rowLike(scene, tray, / Weekly /);
    for (let count = 1; count <= 5; count += 1) {
      await clickRow(bus, tray.item, 'Open dashboard');
      await eventually(
        async () => (opener.opened().length === count ? true : undefined),
        'the page',
      );
    }
    await eventually(
      async () => (processesIn(session.folder).length === 2 ? true : undefined),
      'the bus and the tray alone',
    );
    assert.deepEqual(zombiesOf(tray.child.pid), []);
    const gone = once(tray.child, 'exit');
    await clickRow(bus, tray.item, 'Quit');
    assert.deepEqual(await gone, [0, null]);
    const left = processesIn(session.folder).map(({ name }) => name);
    assert.deepEqual(left, ['dbus-daemon']);
  },
);
