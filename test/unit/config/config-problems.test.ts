import assert from 'node:assert/strict';
import test from 'node:test';
import { findConfigProblems } from '../../../src/config/config-problems.ts';

test('a valid file has no problems', async () => {
  const file = {
    version: 1,
    providers: [
      { id: 'kimi', apiKey: 'sk-kimi-1', accounts: [{ name: 'a', region: 'global' }] },
      { id: 'other', anything: 1 },
    ],
    refresh: { cadence: 'adaptive' },
    notifications: { enabled: false, thresholds: [50, 5] },
    hooks: { rules: [{ on: '*', command: '/usr/bin/true' }] },
    server: null,
    language: 'zh-CN',
    display: { meters: 'used' },
  };
  assert.deepEqual(await findConfigProblems(JSON.stringify(file, null, 2)), []);
});

test('all problems are found, in the order of the file', async () => {
  const text = `{
  "version": 2,
  "api_key": 1,
  "providers": [
    {"id": "kimi", "cookie_source": "off", "source": "nowhere", "regoin": "auto",
     "apiKey": "sk-platform0123456789",
     "accounts": [{"name": "", "apiKey": "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ1MSJ9.c2ln", "apikey": "x"}]}
  ],
  "display": {"Meters": "left", "x": {"y": 1, "y": 2}}, "tray": {"Title": "icon"},
  "sk-kimi-secret": true
}`;
  const problems = await findConfigProblems(text);
  assert.deepEqual(
    problems.map(
      ({ at, key, issue }) => `${at.line}:${at.column} ${issue.severity} ${issue.code} ${key}`,
    ),
    [
      '2:3 warning later-version version',
      '3:3 warning unknown-key api_key',
      '5:20 warning unknown-key providers[0].cookie_source',
      '5:44 error value providers[0].source',
      '5:65 warning unknown-key providers[0].regoin',
      '6:6 warning open-platform-key providers[0].apiKey',
      '7:20 error value providers[0].accounts[0].name',
      '7:32 warning jwt-as-api-key providers[0].accounts[0].apiKey',
      '7:88 warning unknown-key providers[0].accounts[0].apikey',
      '9:15 warning unknown-key display.Meters',
      '9:33 warning unknown-key display.x',
      '9:47 warning repeated-key y',
      '9:66 warning unknown-key tray.Title',
      '10:3 warning unknown-key …',
    ],
  );
  const known = problems.flatMap(({ issue }) =>
    issue.code === 'unknown-key' && issue.known !== undefined ? [issue.known] : [],
  );
  assert.deepEqual(known, ['cookieSource', 'region', 'apiKey', 'meters', 'title']);
});

test('a file that is not JSON has one problem', async () => {
  assert.deepEqual(await findConfigProblems('{\n"a":1,\n}'), [
    {
      at: { line: 2, column: 6 },
      key: 'config',
      issue: { severity: 'error', code: 'syntax', expected: 'no "," before "}"' },
    },
  ]);
});
