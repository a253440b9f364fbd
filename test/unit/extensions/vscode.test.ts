import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import test from 'node:test';
import { statusBar, type Look } from '../../../extensions/vscode/src/status-text.ts';
import { tooltip } from '../../../extensions/vscode/src/tooltip.ts';
import { commandCall, fetchUsage } from '../../../extensions/vscode/src/usage-source.ts';
import { readUsage, type UsageRecord } from '../../../extensions/vscode/src/usage-record.ts';

const look: Look = {
  t: (text, ...gaps) => text.replaceAll(/\{(\d)\}/g, (_, index) => String(gaps[Number(index)])),
  clock: (at) => at.toISOString().slice(11, 16),
  now: new Date('2026-11-28T15:12:00Z'),
  show: 'tightest',
};

const session = {
  id: 'session',
  label: '5-hour',
  remainingPercent: 30.5,
  remaining: 61,
  limit: 200,
  unit: 'requests',
  resetsAt: '2026-11-28T17:17:00Z',
  reliable: true,
};
const weekly = { ...session, id: 'weekly', label: 'Weekly', remainingPercent: 74 };

function record(kimi: object, more: object = {}): UsageRecord {
  const all = { fetchedAt: '2026-11-28T15:00:00Z', windows: [weekly, session], ...kimi };
  const read = readUsage([{ provider: 'kimi', kimi: all, ...more }]);
  if (read === undefined || read === 'off') throw new Error('not a record');
  return read;
}

function barOf(verdict: object) {
  return statusBar(record({ verdict }), look);
}

function shownAt(remainingPercent: number): string {
  return statusBar(record({ windows: [{ ...session, remainingPercent }] }), look).text;
}

test('the text follows the verdict, the colour only trouble', () => {
  const until = '2026-11-28T16:31:00Z';
  const backAt = '2026-11-28T17:17:00Z';
  assert.deepEqual(barOf({ state: 'lasts' }), {
    text: '$(dashboard) Kimi 5h 30% left',
    emphasis: undefined,
  });
  assert.deepEqual(barOf({ state: 'short', window: 'weekly', until }), {
    text: '$(dashboard) Kimi 7d 74% left · empty 16:31',
    emphasis: 'warning',
  });
  assert.deepEqual(barOf({ state: 'out', window: 'session', backAt }), {
    text: '$(dashboard) Kimi used up · back 17:17',
    emphasis: 'error',
  });
  assert.equal(barOf({}).text, '$(dashboard) Kimi 5h 30% left');
});

test('stale, signed out, off and missing are told apart', () => {
  assert.equal(
    statusBar(record({ stale: true }), look).text,
    '$(warning) Kimi 5h 30% left · 12m old',
  );
  const error = { error: { reason: 'credential-missing' } };
  assert.equal(
    statusBar(record({ windows: [] }, error), look).text,
    '$(warning) Kimi · not signed in',
  );
  assert.equal(readUsage([]), 'off');
  for (const other of [undefined, null, {}, [1], 'x']) assert.equal(readUsage(other), undefined);
  assert.match(statusBar('no-command', look).text, /kimibar not found/);
});

test('a server without the account has no data of it, which is not the same as off', async (t) => {
  let records: unknown[] = [{ account: 'work', kimi: { windows: [session] } }];
  const server = createServer((_, response) => response.end(JSON.stringify(records)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  const { port } = server.address() as AddressInfo;
  const ask = (account: string) =>
    fetchUsage({ command: '', server: `http://127.0.0.1:${port}`, account }, false);
  assert.equal(typeof (await ask('work')), 'object');
  assert.equal(await ask('home'), 'no-data');
  records = [];
  assert.equal(await ask('home'), 'off');
});

test('shares are rounded as Kimi rounds, never falsely to 0 or 100', () => {
  assert.match(shownAt(0.4), /<1% left/);
  assert.match(shownAt(99.7), />99% left/);
  assert.match(shownAt(90.5), / 90% left/);
  assert.match(shownAt(0), / 0% left/);
});

test('text from Kimi is no markup in the tooltip', () => {
  const plan = '[x](command:workbench.action.terminal.new) **b** <img src=x>';
  const label = '| x | `code`';
  const text = tooltip(record({ plan, windows: [{ ...session, id: 'rate-60', label }] }), look);
  assert.equal(text.match(/\]\(command:/g)?.length, 2);
  assert.doesNotMatch(text, /[^\\][<`]/);
});

test('every text has a Chinese translation', () => {
  const folder = join(import.meta.dirname, '..', '..', '..', 'extensions', 'vscode');
  const chinese = JSON.parse(readFileSync(join(folder, 'l10n', 'bundle.l10n.zh-cn.json'), 'utf8'));
  for (const file of ['status-text.ts', 'tooltip.ts', 'extension.ts']) {
    const source = readFileSync(join(folder, 'src', file), 'utf8');
    for (const [, text = ''] of source.matchAll(/\bt\(\s*'([^']+)'/g))
      assert.ok(text in chinese, `${file}: ${text}`);
  }
});

function windowsWords(account: string): readonly string[] | undefined {
  return commandCall({ account }, true, 'win32')?.words;
}

test('no account that a workspace names becomes a command on Windows', () => {
  for (const name of ['%CMDCMDLINE:~-1%&calc&', '"&calc&"', 'a%PATH%', 'a\n', 'a\r'])
    assert.equal(windowsWords(name), undefined, JSON.stringify(name));
  assert.deepEqual(windowsWords('side job & co'), [
    '"usage"',
    '"--json-only"',
    '"--refresh"',
    '"--account"',
    '"side job & co"',
  ]);
  const elsewhere = commandCall({ account: '50% "off"' }, true, 'linux');
  assert.deepEqual(elsewhere?.words.at(-1), '50% "off"');
  assert.equal(elsewhere?.shell, false);
});
