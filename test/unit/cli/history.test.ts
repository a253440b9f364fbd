import assert from 'node:assert/strict';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { openApp } from '../../../src/app/open-app.ts';
import { runHistory, type HistoryOptions } from '../../../src/cli/commands/history.ts';
import { argumentFailure } from '../../../src/cli/command-line/argument-failure.ts';
import { parseCommandLine } from '../../../src/cli/command-line/parse.ts';
import { program } from '../../../src/cli/table/program.ts';
import { messagesIn } from '../../../src/present/messages.ts';
import { openHistoryStore } from '../../../src/store/history-store.ts';
import { sessionReading } from '../../support/history-stage.ts';
import { recordedContext } from '../../support/recorded-context.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const hourMs = 3_600_000;
const day: HistoryOptions = {
  since: { backMs: 24 * hourMs },
  format: 'text',
  allAccounts: false,
  pretty: false,
};

/**
 * A home whose history holds two readings with a reset in between, an hour and half an hour ago.
 */
async function homeWithHistory(t: Pick<TestContext, 'after'>): Promise<string> {
  const home = tempFolder(t);
  const { host } = recordedContext(home).ctx;
  const nowMs = host.clock.now();
  const store = openHistoryStore(host, join(home, 'data', 'history.sqlite'), { mayCreate: true });
  await store.record(undefined, sessionReading(nowMs - hourMs, 150, nowMs - 0.75 * hourMs));
  await store.record(undefined, sessionReading(nowMs - 0.5 * hourMs, 20, nowMs + 4.25 * hourMs));
  store.close();
  return home;
}

const run = (home: string, more: Parameters<typeof recordedContext>[1] = {}) =>
  recordedContext(home, { ...more, env: { KIMIBAR_DATA_DIR: join(home, 'data') } });

test('history is shown as a chart, as JSON and as CSV', async (t) => {
  const home = await homeWithHistory(t);
  const text = run(home);
  assert.equal(await runHistory(text.ctx, day), 0);
  assert.match(text.stdout(), /5-hour · 90% left · lowest 25% left · 1 reset\n/);
  const json = run(home);
  await runHistory(json.ctx, { ...day, format: 'json', windowId: 'session' });
  const [session] = JSON.parse(json.stdout()).windows;
  assert.deepEqual(
    [session.id, session.resets.length, session.samples.map(({ used }: { used: number }) => used)],
    ['session', 1, [150, 20]],
  );
  const csv = run(home);
  await runHistory(csv.ctx, { ...day, format: 'csv' });
  assert.equal(csv.stdout().split('\r\n').length, 5);
  const chinese = run(home, { language: 'zh-CN' });
  await runHistory(chinese.ctx, day);
  assert.match(chinese.stdout(), /5 小时 · 剩余 90% · 最低剩余 25% · 重置 1 次/);
});

test('what it learns, the card knows, too', async (t) => {
  const home = await homeWithHistory(t);
  const learnedBy = (): readonly string[] => {
    const folder = join(home, 'data', 'readings');
    return existsSync(folder)
      ? readdirSync(folder).filter((name) => name.endsWith('.learned.json'))
      : [];
  };
  await runHistory(run(home).ctx, { ...day, format: 'json' });
  assert.deepEqual(learnedBy(), [], 'only for a chart that forecasts');
  const text = run(home);
  await runHistory(text.ctx, day);
  assert.equal(learnedBy().length, 1);
  const app = await openApp(text.ctx);
  const learned = await app.learnedOf(undefined);
  assert.equal(learned?.rhythm.unit, 'session');
});

test('it forecasts from its history even if nothing can be saved', async (t) => {
  const home = await homeWithHistory(t);
  writeFileSync(join(home, 'data', 'readings'), 'no folder');
  const app = await openApp(run(home).ctx);
  assert.equal((await app.learnedOf(undefined))?.rhythm.unit, 'session');
});

test('without a history it says how to get one, and creates no file', async (t) => {
  const home = tempFolder(t);
  const text = run(home);
  assert.equal(await runHistory(text.ctx, day), 0);
  assert.match(text.stdout(), /No history for this period.*kimibar serve/s);
  const json = run(home);
  await runHistory(json.ctx, { ...day, format: 'json' });
  assert.deepEqual(JSON.parse(json.stdout()).windows, []);
  assert.equal(existsSync(join(home, 'data')), false);
  await assert.rejects(runHistory(text.ctx, { ...day, account: 'nobody' }), {
    kind: 'invalid-arguments',
  });
});

const messages = messagesIn('en');
const refused: readonly (readonly [string, string])[] = [
  [
    '--since yesterday',
    'Invalid value "yesterday" for --since. Allowed: 24h, 7d, 30d, 2026-01-31, 2026-01-31T08:00:00Z',
  ],
  [
    '--since 0d',
    'Invalid value "0d" for --since. Allowed: 24h, 7d, 30d, 2026-01-31, 2026-01-31T08:00:00Z',
  ],
  [
    '--since 2026-13-01',
    'Invalid value "2026-13-01" for --since. Allowed: 24h, 7d, 30d, 2026-01-31, 2026-01-31T08:00:00Z',
  ],
  [
    '--window daily',
    'Invalid value "daily" for --window. Allowed: session, weekly, monthly, code-weekly, rate-1440',
  ],
  ['--format xml', 'Invalid value "xml" for --format. Allowed: text, json, csv'],
];

for (const [flags, line] of refused) {
  test(`history ${flags} is refused`, () => {
    const parsed = parseCommandLine(program, ['history', ...flags.split(' ')]);
    assert.ok(parsed.kind === 'problem');
    const { kind, message } = argumentFailure(parsed.problem, parsed.path, messages);
    assert.deepEqual([kind, message], ['invalid-arguments', line]);
  });
}

test('durations, dates and times are accepted', () => {
  for (const value of [
    '24h',
    '7d',
    '30D',
    '2w',
    '2026-01-31',
    '2026-01-31T08:00Z',
    '2026-01-31T08:00:00.5+08:00',
  ]) {
    assert.equal(parseCommandLine(program, ['history', '--since', value]).kind, 'run', value);
  }
});
