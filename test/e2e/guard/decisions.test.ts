import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import type { ScenarioName } from '../../../src/simulator/scenarios.ts';
import { setStage } from '../../support/stage.ts';
import { until } from '../../support/until.ts';

type Decision = {
  readonly scenario: ScenarioName;
  readonly args: readonly string[];
  readonly exitCode: number;
  readonly text: RegExp;
  readonly json: Readonly<Record<string, unknown>>;
};

const unknown = { remainingPercent: null, decision: 'unknown' };

const decisions: readonly Decision[] = [
  {
    scenario: 'everyday',
    args: ['--window', 'session'],
    exitCode: 0,
    text: /^5-hour: \d+(\.\d)?% left · OK \(minimum 10%\)\n$/,
    json: {
      window: 'session',
      minimumRemainingPercent: 10,
      decision: 'ok',
      exitCode: 0,
      unavailableReason: null,
    },
  },
  {
    scenario: 'everyday',
    args: ['--window', 'session', '--expect-minutes', '120'],
    exitCode: 1,
    text: /^5-hour: 30% left · BLOCKED \(enough for about 1h \d+m, until (\w{3} )?\d\d:\d\d; 2h needed\), resets in [\ddhm ]+\n$/,
    json: { window: 'session', decision: 'blocked', exitCode: 1, expectMinutes: 120 },
  },
  {
    scenario: 'everyday',
    args: ['--window', 'session', '--expect-minutes', '15'],
    exitCode: 0,
    text: /^5-hour: 30% left · OK \(minimum 10%\), enough for the next 15m, until about (\w{3} )?\d\d:\d\d\n$/,
    json: { window: 'session', decision: 'ok', exitCode: 0 },
  },
  {
    scenario: 'everyday',
    args: ['--window', 'session', '--expect-minutes', '15', '--lang', 'zh-CN'],
    exitCode: 0,
    text: /^5 小时：剩余 30% · 正常（下限 10%），接下来 15 分钟够用，约可用到 ((明天|周.) ?)?\d\d:\d\d\n$/,
    json: { window: 'session', decision: 'ok', exitCode: 0 },
  },
  {
    scenario: 'everyday',
    args: ['--window', 'weekly', '--expect-minutes', '60'],
    exitCode: 0,
    text: /^Weekly: \d+% left · OK \(minimum 10%\), enough for the next 1h\n$/,
    json: { window: 'weekly', decision: 'ok', exitCode: 0 },
  },
  {
    scenario: 'nearly-out',
    args: ['--window', 'session'],
    exitCode: 1,
    text: /^5-hour: 8% left · BLOCKED \(minimum 10%\), resets in [\ddhm ]+\n$/,
    json: {
      window: 'session',
      remainingPercent: 8,
      decision: 'blocked',
      exitCode: 1,
      unavailableReason: null,
    },
  },
  {
    scenario: 'nearly-out',
    args: ['--window', 'session', '--min-remaining', '8'],
    exitCode: 0,
    text: /^5-hour: 8% left · OK \(minimum 8%\)\n$/,
    json: { remainingPercent: 8, minimumRemainingPercent: 8, decision: 'ok', exitCode: 0 },
  },
  {
    scenario: 'weekly-out',
    args: [],
    exitCode: 1,
    text: /^Weekly: 0% left · BLOCKED \(minimum 10%\), resets in [\ddhm ]+\n$/,
    json: { window: 'weekly', remainingPercent: 0, decision: 'blocked', exitCode: 1 },
  },
  {
    scenario: 'weekly-out',
    args: ['--window', 'session'],
    exitCode: 0,
    text: /^5-hour: 90% left · OK/,
    json: { window: 'session', remainingPercent: 90, decision: 'ok' },
  },
  {
    scenario: 'monthly-only',
    args: ['--window', 'monthly', '--min-remaining', '70'],
    exitCode: 1,
    text: /^Monthly: 68% left · BLOCKED \(minimum 70%\), resets in [\ddhm ]+\n$/,
    json: { window: 'monthly', remainingPercent: 68, decision: 'blocked', exitCode: 1 },
  },
  {
    scenario: 'monthly-only',
    args: ['--window', 'weekly'],
    exitCode: 69,
    text: /^UNKNOWN: could not check the quota \(minimum 10%\): no usable data\n$/,
    json: { ...unknown, window: 'weekly', exitCode: 69, unavailableReason: 'window-unavailable' },
  },
  {
    scenario: 'unreliable',
    args: ['--window', 'session'],
    exitCode: 69,
    text: /^UNKNOWN: could not check the quota \(minimum 10%\): no usable data\n$/,
    json: { ...unknown, exitCode: 69, unavailableReason: 'window-unavailable' },
  },
  {
    scenario: 'status-503',
    args: ['--window', 'session'],
    exitCode: 69,
    text: /^UNKNOWN: could not check the quota \(minimum 10%\): no fresh usage\n$/,
    json: { ...unknown, window: 'session', exitCode: 69, unavailableReason: 'fetch-failed' },
  },
  {
    scenario: 'status-401',
    args: ['--fail-open'],
    exitCode: 0,
    text: /^UNKNOWN: could not check the quota \(minimum 10%\): no fresh usage\n$/,
    json: { ...unknown, window: 'any', exitCode: 0, unavailableReason: 'fetch-failed' },
  },
  {
    scenario: 'hang',
    args: ['--timeout', '0.3'],
    exitCode: 69,
    text: /^UNKNOWN: could not check the quota \(minimum 10%\): the request timed out\n$/,
    json: { ...unknown, exitCode: 69, unavailableReason: 'timeout' },
  },
];

const keys = [
  'provider',
  'window',
  'minimumRemainingPercent',
  'remainingPercent',
  'decision',
  'exitCode',
  'unavailableReason',
];

for (const { scenario, args, exitCode, text, json } of decisions) {
  test(`guard ${args.join(' ')} while ${scenario}`, async (t) => {
    const stage = await setStage(t, { scenario });
    const said = await stage.run(['guard', ...args]);
    assert.deepEqual(
      [said.exitCode, said.stderr === ''],
      [exitCode, !text.source.includes('UNKNOWN')],
      said.stdout + said.stderr,
    );
    assert.match(said.stdout, text);
    const record = await stage.run(['guard', ...args, '--json']);
    assert.equal(record.exitCode, exitCode);
    const read = JSON.parse(record.stdout) as Record<string, unknown>;
    assert.equal(record.stdout, `${JSON.stringify(read)}\n`);
    const hasReset = read['decision'] !== 'unknown';
    const expected = args.includes('--expect-minutes')
      ? ['expectMinutes', ...(exitCode === 1 ? ['runsOutAt'] : [])]
      : [];
    assert.deepEqual(Object.keys(read), hasReset ? [...keys, 'resetsAt', ...expected] : keys);
    if (hasReset) assert.match(String(read['resetsAt']), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    assert.equal(read['provider'], 'kimi');
    for (const [key, value] of Object.entries(json)) assert.equal(read[key], value, key);
  });
}

test('guard rejects invalid arguments before any request', async (t) => {
  const stage = await setStage(t);
  for (const [args, says] of [
    [
      ['--min-remaining', '101'],
      'Invalid value "101" for --min-remaining. Allowed: a number from 0 to 100',
    ],
    [
      ['--min-remaining', 'x'],
      'Invalid value "x" for --min-remaining. Allowed: a number from 0 to 100',
    ],
    [
      ['--window', 'daily'],
      'Invalid value "daily" for --window. Allowed: session, weekly, monthly, code-weekly, any',
    ],
    [
      ['--max-wait', 'soon'],
      'Invalid value "soon" for --max-wait. Allowed: a duration such as 90m, 6h or 2d',
    ],
    [['--mn'], 'Unknown option --mn. For a list, run: kimibar guard --help'],
  ] as const) {
    const { exitCode, stdout, stderr } = await stage.run(['guard', ...args]);
    assert.deepEqual([exitCode, stdout, stderr], [64, '', `${says}\n`]);
  }
  assert.equal(stage.simulator.requests.length, 0);
});

test('a broken config file is not taken for a used-up quota', async (t) => {
  const stage = await setStage(t);
  mkdirSync(join(stage.home, '.config', 'kimibar'), { recursive: true });
  writeFileSync(join(stage.home, '.config', 'kimibar', 'config.json'), '{');
  const { exitCode, stdout, stderr } = await stage.run(['guard']);
  assert.deepEqual(
    [exitCode, stdout],
    [69, 'UNKNOWN: could not check the quota (minimum 10%): no fresh usage\n'],
  );
  assert.match(stderr, /config\.json/);
});

test('guard --wait does not wait for a reset that is too far away, and says so', async (t) => {
  const stage = await setStage(t, { scenario: 'weekly-out' });
  const { exitCode, stderr } = await stage.run(['guard', '--wait']);
  assert.equal(exitCode, 1);
  assert.match(stderr, /^Not waiting: it resets in 3d \dh, longer than --max-wait \(6h\)\.\n$/);
});

test('guard --wait waits quietly and exits with 130 if interrupted', async (t) => {
  const stage = await setStage(t, { scenario: 'session-out' });
  let seen = '';
  const { exitCode, stdout, stderr } = await stage.run(['guard', '--wait'], {
    onStart(child) {
      child.stderr?.on('data', (text: string) => (seen += text));
      void until(() => seen.includes('\n'), 'a line about waiting').then(() =>
        child.kill('SIGINT'),
      );
    },
  });
  assert.deepEqual([exitCode, stdout], [130, '']);
  const waiting = /^Waiting for the 5-hour quota to reset in 4[0-2]m \([\w ,]*\d\d:\d\d\)\.\n$/;
  assert.match(stderr, waiting);
  assert.equal(stage.asked('usages'), 1);
});
