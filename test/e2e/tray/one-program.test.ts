import assert from 'node:assert/strict';
import { once } from 'node:events';
import test, { type TestContext } from 'node:test';
import { clickRow, menuRows } from '../../support/desktop/tray-item.ts';
import { end, eventually, missingPrograms, quietConfig, setSession, type Session } from '../../support/desktop/session.ts';
import { placeFakeOpener } from '../../support/fake-opener.ts';
import { programPath, runProgram } from '../../support/run-program.ts';
import { startServer } from '../../support/running-server.ts';
import { setStage, type Stage } from '../../support/stage.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const skip = missingPrograms('dbus-daemon') ?? false;

type Scene = { readonly stage: Stage; readonly session: Session; readonly env: Readonly<Record<string, string>> };

async function setScene(t: TestContext, more: Readonly<Record<string, string>> = {}): Promise<Scene> {
  const stage = await setStage(t);
  const session = await setSession(t, { files: quietConfig });
  return { stage, session, env: { ...stage.env, ...more } };
}

/** The tray without any panel: its menu can be read and clicked all the same. */
async function startTray({ session, env }: Scene) {
  const child = session.start(process.execPath, [programPath, 'tray'], env);
  const said: string[] = [];
  child.stderr?.setEncoding('utf8').on('data', (text: string) => said.push(text));
  const item = `org.kde.StatusNotifierItem-${child.pid}-1`;
  await eventually(async () => ((await session.bus.hasOwner(item)) ? true : undefined), 'the item');
  return { child, item, said };
}

async function rowLike({ session }: Scene, item: string, wanted: RegExp): Promise<string> {
  return eventually(async () => (await menuRows(session.bus, item)).find(({ label }) => wanted.test(label))?.label, String(wanted));
}

test('a second tray says so, and that is fine', { skip }, async (t) => {
  const scene = await setScene(t);
  await startTray(scene);
  const second = await runProgram(['tray'], { home: scene.session.folder, env: { ...scene.env, ...scene.session.env } });
  assert.deepEqual([second.exitCode, second.stdout, second.stderr], [0, 'KimiBar is already in the tray.\n', '']);
});

test('without a session bus it says what is missing', { skip }, async (t) => {
  const { run } = await setStage(t);
  const tray = await run(['tray'], { env: { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere' } });
  assert.equal(tray.exitCode, 1);
  assert.match(tray.stderr, /^There is no desktop session/);
});

test('without a panel it says which one to install, and runs on', { skip }, async (t) => {
  const scene = await setScene(t, { XDG_CURRENT_DESKTOP: 'ubuntu:GNOME' });
  const { child, said, item } = await startTray(scene);
  await eventually(async () => (said.join('').includes('gnome-shell-extension-appindicator') ? true : undefined), 'the advice');
  await rowLike(scene, item, /^Weekly/);
  assert.equal(child.exitCode, null);
});

test('it shows the KimiBar that serves already, and outlives it', { skip }, async (t) => {
  const scene = await setScene(t);
  const { stage, session } = scene;
  const opener = placeFakeOpener(tempFolder(t));
  const env = { ...scene.env, ...session.env, ...opener.env };
  const server = await startServer(t, { home: session.folder, env });
  await (await server.get('/usage')).json();
  const { item, child } = await startTray({ ...scene, env });
  await rowLike(scene, item, /^Weekly .*90 % left/);
  assert.equal(stage.asked('usages'), 1, 'no request of its own');

  await clickRow(session.bus, item, 'Open dashboard');
  await eventually(async () => (opener.opened().includes(server.address) ? true : undefined), 'the page of the server');
  stage.simulator.use('weekly', 1740);
  await clickRow(session.bus, item, 'Refresh now');
  await rowLike(scene, item, /^Weekly .* 5 % left/);
  assert.equal(stage.asked('usages'), 2);
  await clickRow(session.bus, item, '简体中文');
  await rowLike(scene, item, /^每周 .*剩余 5%/);

  await server.stop('SIGKILL');
  await eventually(async () => {
    await clickRow(session.bus, item, '打开用量页面');
    return opener.opened().at(-1) !== server.address ? true : undefined;
  }, 'a page of its own');
  const own = await fetch(new URL('/health', opener.opened().at(-1)));
  assert.equal(own.status, 200);
  assert.equal(child.exitCode, null);
});

test('a tray that is killed leaves the server as it is', { skip }, async (t) => {
  const scene = await setScene(t);
  const env = { ...scene.env, ...scene.session.env };
  const server = await startServer(t, { home: scene.session.folder, env });
  const { child, item } = await startTray(scene);
  await rowLike(scene, item, /^Weekly/);
  await end(child, 'SIGKILL');
  assert.equal((await server.get('/health')).status, 200);
  assert.equal(server.child.exitCode, null);
});

test('the end of the session is the end of the tray', { skip }, async (t) => {
  const scene = await setScene(t);
  const { child, item } = await startTray(scene);
  await rowLike(scene, item, /^Weekly/);
  const gone = once(child, 'exit');
  scene.session.endBus();
  assert.deepEqual(await gone, [0, null]);
});
