import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { Script } from 'node:vm';
import type { CommandResult } from '../../../../src/host/host.ts';
import { startLineHelper } from '../../../../src/host/line-helper.ts';
import { silentLog } from '../../../../src/host/log.ts';
import { helperScript } from '../../../../src/tray/macos/helper-script.ts';
import { openMacosTray } from '../../../../src/tray/macos/macos-tray.ts';
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
  const heard: string[] = [];
  const ran: (readonly string[])[] = [];
  const result: CommandResult = { kind: 'ran', exitCode: 0, stdout: '', stderr: '' };
  const tray = await openMacosTray(
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
      act: ({ kind }) => heard.push(kind),
      actOnNotice() {},
      menuOpening: () => heard.push('opens'),
      menuClosed: () => heard.push('closes'),
      hostChanged() {},
    },
  );
  const logged = (): string => (existsSync(log) ? readFileSync(log, 'utf8') : '');
  return { tray, clock, heard, logged, ran };
}

test('the helper is shown everything and tells what was clicked; it quits with its parent', async (t) => {
  const { tray, heard, logged } = await scene(t);
  await until(() => heard.length >= 3, 'the first answers');
  assert.deepEqual(heard, ['opens', 'refresh', 'closes']);
  tray.show(model);
  tray.show({ ...model, tooltip: ['two'] });
  await until(() => heard.length >= 6, 'the next answers');
  await tray.close();
  await tray.ended;
  assert.deepEqual(logged().trim().split('\n'), [
    'start -l JavaScript -e',
    'show one',
    'show two',
    'end',
  ]);
});

test('a helper that dies is started again and shows the same', async (t) => {
  const { tray, heard, logged, clock } = await scene(t);
  await until(() => heard.length >= 3, 'the first answers');
  tray.show({ ...model, title: 'die', tooltip: ['deadly'] });
  await until(() => clock.waiting === 1, 'the pause after the death');
  tray.show({ ...model, tooltip: ['after'] });
  await clock.pass(1000);
  await until(() => logged().includes('show after'), 'the second life');
  await tray.close();
  assert.equal(logged().match(/^start/gm)?.length, 2);
});

test('one that dies again and again is given up', async (t) => {
  const { tray, clock } = await scene(t, { program: join(tempFolder(t), 'nowhere') });
  let over = false;
  void tray.ended.then(() => (over = true));
  for (let death = 1; death <= 5; death += 1) {
    await until(() => clock.waiting === 1, `death ${death}`);
    await clock.pass(1000);
  }
  await until(() => over, 'the end');
});

test('a notice goes out as words, never as code', async (t) => {
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

test('the script is sound JavaScript and mentions every key it is told', () => {
  assert.ok(new Script(helperScript));
  for (const key of ['icon', 'template', 'title', 'tooltip', 'rows'])
    assert.ok(helperScript.includes(`message.${key}`), key);
});

test('the script also hears while its menu is open: the rows are asked for when it opens', () => {
  assert.match(helperScript, /const modes = .*NSDefaultRunLoopMode.*NSEventTrackingRunLoopMode/);
  assert.deepEqual(helperScript.match(/input\.readInBackgroundAndNotify\w*(?:\(modes\))?;/g), [
    'input.readInBackgroundAndNotifyForModes(modes);',
    'input.readInBackgroundAndNotifyForModes(modes);',
  ]);
});
