import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import test from 'node:test';
import { promisify } from 'node:util';
import { desktopPrograms, difference, setDesktop } from '../../support/desktop/desktop.ts';
import { missingPrograms } from '../../support/desktop/session.ts';
import { placeFakeOpener } from '../../support/fakes/fake-opener.ts';
import { programPath } from '../../support/run-program.ts';
import { setStage } from '../../support/stage.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { eventually } from '../../support/until.ts';

const run = promisify(execFile);
const skip = missingPrograms(...desktopPrograms, 'dunst', 'dunstctl') ?? false;
const topRight = { left: 600, top: 0, width: 400, height: 300 };
const config = {
  version: 1,
  server: { port: 0 },
  notifications: { enabled: true, thresholds: [20], lowIfLasting: true },
};

test(
  'dunst shows one notice for both quotas, with its picture; a click opens the dashboard',
  { skip },
  async (t) => {
    const stage = await setStage(t, { scenario: 'nearly-out' });
    const desktop = await setDesktop(t, { 'kimibar/config.json': JSON.stringify(config) });
    const opener = placeFakeOpener(tempFolder(t));
    const { env, bus } = desktop;
    desktop.start('dunst');
    await eventually(
      async () => ((await bus.hasOwner('org.freedesktop.Notifications')) ? true : undefined),
      'dunst',
    );
    const before = await desktop.pixels(topRight);

    desktop.start(process.execPath, [programPath, 'tray'], {
      ...stage.env,
      KIMIBAR_LANG: 'en',
      PATH: opener.env['PATH'] ?? '',
    });
    await eventually(
      async () =>
        Number((await run('dunstctl', ['count', 'displayed'], { env })).stdout) === 1
          ? true
          : undefined,
      'one notice',
    );
    await eventually(
      async () => difference(before, await desktop.pixels(topRight)),
      'the notice on the screen',
    );
    // A click refers to the last notification.
    await run('dunstctl', ['action', '0'], { env });
    await eventually(
      async () =>
        opener.opened().some((address) => /^http:\/\/127\.0\.0\.1:\d+\/#\/glance$/.test(address))
          ? true
          : undefined,
      'the page',
    );
    await run('dunstctl', ['close-all'], { env });
    const { stdout } = await run('dunstctl', ['history'], { env });
    assert.match(stdout, /5-hour quota: 8% left/);
    assert.match(stdout, /Weekly quota: 6% left/);
  },
);
