import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { Script } from 'node:vm';
import type { CommandResult } from '../../../../src/host/host.ts';
import { startLineHelper } from '../../../../src/host/line-helper.ts';
import { silentLog } from '../../../../src/host/log.ts';
import { helperScript } from '../../../../src/tray/macos/helper-script.ts';
import { MacosTray } from '../../../../src/tray/macos/macos-tray.ts';
import type { TrayModel } from '../../../../src/tray/tray-model.ts';
import { manualClock } from '../../../support/fakes/manual-clock.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { until } from '../../../support/until.ts';

const model: TrayModel = {
  icon: { upper: { fill: 0.9, severity: 'calm' }, dimmed: false, marked: false },
  look: { panel: 'auto', colour: 'alert' },
  tooltip: ['one'],
  title: '',
  menu: [
    { kind: 'text', id: 'quiet', label: 'Updated just now', quiet: true },
    {
      kind: 'action',
      id: 'refresh',
      label: 'Refresh now',
      action: { kind: 'refresh' },
      enabled: true,
    },
  ],
};
const fake = join(import.meta.dirname, '..', '..', '..', 'support', 'fakes', 'fake-osascript.ts');

async function scene(
  t: TestContext,
  { program = process.execPath }: { program?: string | undefined } = {},
) {
  const log = join(tempFolder(t), 'log');
  const clock = manualClock(0);
  const events: string[] = [];
  const ran: (readonly string[])[] = [];
  const result: CommandResult = { kind: 'ran', exitCode: 0, stdout: '', stderr: '' };
  const tray = new MacosTray(
    {
      clock,
      log: silentLog,
      commands: { run: async (file, args) => (ran.push([file, ...args]), result) },
      startHelper: (file, args, onLine) => {
        assert.equal(file, '/usr/bin/osascript');
        return startLineHelper(program, [fake, log, ...args], { env: process.env, onLine });
      },
    },
    model,
    {
      act: ({ kind }) => events.push(kind),
      actOnNotice() {},
      menuOpening: () => events.push('opening'),
      menuClosed: () => events.push('closed'),
      hostChanged() {},
    },
  );
  const logged = (): string => (existsSync(log) ? readFileSync(log, 'utf8') : '');
  return { tray, clock, events, logged, ran };
}

test('the helper gets every model once and reports clicks; it ends with the tray', async (t) => {
  const { tray, events, logged } = await scene(t);
  await until(() => events.length >= 3, 'the first events');
  assert.deepEqual(events, ['opening', 'refresh', 'closed']);
  tray.show(model);
  tray.show({ ...model, tooltip: ['two'] });
  await until(() => events.length >= 6, 'the next events');
  await tray.close();
  await tray.ended;
  assert.deepEqual(logged().trim().split('\n'), [
    'start -l JavaScript -e',
    'show one',
    'show two',
    'end',
  ]);
});

test('a crashed helper is started again and shows the same', async (t) => {
  const { tray, events, logged, clock } = await scene(t);
  await until(() => events.length >= 3, 'the first events');
  tray.show({ ...model, title: 'die', tooltip: ['deadly'] });
  await until(() => clock.waiting === 1, 'the delay after the crash');
  tray.show({ ...model, tooltip: ['after'] });
  await clock.pass(1000);
  await until(() => logged().includes('show after'), 'the restarted helper');
  await tray.close();
  assert.equal(logged().match(/^start/gm)?.length, 2);
});

test('after five crashes in a row the helper is not started again', async (t) => {
  const { tray, clock } = await scene(t, { program: join(tempFolder(t), 'nowhere') });
  let over = false;
  void tray.ended.then(() => (over = true));
  for (let crash = 1; crash <= 5; crash += 1) {
    await until(() => clock.waiting === 1, `crash ${crash}`);
    await clock.pass(1000);
  }
  await until(() => over, 'the end');
});

test('the text of a notice is passed as arguments, never as code', async (t) => {
  const { tray, ran } = await scene(t);
  await tray.notify?.({
    key: 'k',
    title: '"; do shell script "x',
    body: 'b',
    urgency: 'low',
    icon: model.icon,
    buttons: [],
  });
  await tray.close();
  assert.deepEqual(ran[0]?.slice(-3), ['--', '"; do shell script "x', 'b']);
});

test('the script is valid JavaScript and reads every key of its messages', () => {
  assert.ok(new Script(helperScript));
  for (const key of ['icon', 'template', 'title', 'tooltip', 'rows'])
    assert.ok(helperScript.includes(`message.${key}`), key);
});

test('the script also receives messages while its menu is open', () => {
  assert.match(helperScript, /const modes = .*NSDefaultRunLoopMode.*NSEventTrackingRunLoopMode/);
  assert.deepEqual(helperScript.match(/input\.readInBackgroundAndNotify\w*(?:\(modes\))?;/g), [
    'input.readInBackgroundAndNotifyForModes(modes);',
    'input.readInBackgroundAndNotifyForModes(modes);',
  ]);
});
