import assert from 'node:assert/strict';
import test from 'node:test';
import {
  endpoints,
  historyPath,
  isCredentialTrial,
  parseBody,
  readDaemonError,
} from '../../../src/domain/daemon-api.ts';
import { stateJson } from '../../../src/server/live-state.ts';
import { plainSettings } from '../../support/fakes/fake-daemon.ts';
import { everydayState } from '../../support/fakes/server-world.ts';
import { outcomes } from '../../support/fakes/snapshots.ts';

test('every outcome survives the way through JSON', () => {
  for (const [name, outcome] of Object.entries(outcomes)) {
    const text = stateJson({ ...everydayState, accounts: [{ account: 'work', outcome }] });
    assert.deepEqual(parseBody(endpoints.state, text), JSON.parse(text), name);
  }
});

test('settings survive the way through JSON, quiet hours included', () => {
  const { notifications } = plainSettings;
  const quietHours = { from: '22:00', to: '07:30' };
  for (const settings of [
    plainSettings,
    { ...plainSettings, notifications: { ...notifications, quietHours } },
  ])
    assert.deepEqual(parseBody(endpoints.settings, JSON.stringify(settings)), settings);
});

test('a body of another shape is rejected', () => {
  const state = JSON.parse(stateJson(everydayState)) as Record<string, unknown>;
  const wrong = [
    null,
    [],
    'state',
    {},
    { ...state, atMs: '5' },
    { ...state, cadence: 'at-leisure' },
    { ...state, accounts: [{ outcome: { kind: 'stale' } }] },
    { ...state, accounts: [{ outcome: { ...outcomes['fresh'], snapshot: {} } }] },
    { ...state, accounts: [{ account: 1 }] },
  ];
  for (const body of wrong)
    assert.throws(() => parseBody(endpoints.state, JSON.stringify(body)), TypeError);
  assert.throws(() => parseBody(endpoints.state, '<html>'), SyntaxError);
  assert.throws(() =>
    parseBody(endpoints.settings, JSON.stringify({ ...plainSettings, cadence: 0 })),
  );
  assert.throws(() => parseBody(endpoints.health, '{"status":"sick","version":"1"}'));
});

test('an error body keeps its facts only if they are known ones', () => {
  const failure = { kind: 'invalid-arguments', detail: { code: 'open-platform-key' } };
  const engine = { address: 'https://metrics.example/', reason: 'HTTP 401' };
  const facts = { error: 'x', failure, engine };
  assert.deepEqual(readDaemonError({ ...facts, more: 1 }), facts);
  const unknown = { error: 'x', failure: undefined, engine: undefined };
  assert.deepEqual(readDaemonError({ error: 'x', engine: { address: 1 } }), unknown);
  assert.deepEqual(readDaemonError({ error: 'x', failure: { kind: 'bad-mood' } }), unknown);
  assert.deepEqual(readDaemonError({ error: 'x' }), unknown);
  for (const body of [null, 'x', []]) assert.deepEqual(readDaemonError(body), {});
});

test('a credential trial has exactly one text of a plausible length', () => {
  assert.ok(isCredentialTrial({ apiKey: 'x' }));
  assert.ok(isCredentialTrial({ cookieHeader: 'x'.repeat(16_384) }));
  const wrong = [
    undefined,
    {},
    { apiKey: 1 },
    { apiKey: 'x', cookieHeader: 'y' },
    { apiKey: 'x', more: 1 },
    { cookieHeader: 'x'.repeat(16_385) },
  ];
  for (const body of wrong) assert.equal(isCredentialTrial(body), false);
});

test('the query of history is encoded', () => {
  assert.equal(
    historyPath({ account: 'a&b', windowId: 'weekly', since: '7d' }),
    '/api/v1/history?since=7d&account=a%26b&window=weekly',
  );
  assert.equal(historyPath({ since: '30d' }), '/api/v1/history?since=30d&account=');
});
