import assert from 'node:assert/strict';
import test from 'node:test';
import type { Fleet, FleetRow, FleetWindow } from '../../../../src/domain/fleet.ts';
import { engineTroubleText } from '../../../../src/present/fleet/engine-trouble-text.ts';
import { accountName } from '../../../../src/present/fleet/fleet-names.ts';
import { fleetFailureText } from '../../../../src/present/fleet/fleet-trouble.ts';
import { fleetView, type FleetRowView } from '../../../../src/present/fleet/fleet-view.ts';
import { fleetWindowName } from '../../../../src/present/fleet/fleet-window-name.ts';
import { messagesIn } from '../../../../src/present/messages.ts';

const atMs = Date.UTC(2025, 10, 21, 13);
const hourMs = 3_600_000;
const en = messagesIn('en');

function fleetOf(rows: readonly Partial<FleetRow>[], more: Partial<Fleet> = {}): Fleet {
  const full = rows.map((row) => ({ host: 'a', account: '0', windows: [], ...row }));
  const teams = [{ accounts: rows.length, out: 0, short: 0, failing: 0 }];
  return { atMs, rows: full, teams, mostRoom: [], nextBack: [], silent: [], ...more };
}

function viewOf(row: Partial<FleetRow>): FleetRowView {
  const [view] = fleetView(fleetOf([row]), 'left').rows;
  assert.ok(view);
  return view;
}

function windowOf(name: string, usedPercent: number, more: Partial<FleetWindow> = {}): FleetWindow {
  return { window: name, usedPercent, resetsAtMs: atMs + hourMs, ...more };
}

function troubleOf(row: Partial<FleetRow>) {
  return viewOf(row).trouble;
}

function severities(...windows: readonly FleetWindow[]): readonly string[] {
  return viewOf({ windows }).meters.map(({ id, severity }) => `${id} ${severity}`);
}

test('the colour follows the consequence; without a forecast, the share', () => {
  assert.deepEqual(
    severities(
      windowOf('session', 95, { runsOutProbability: 0.1 }),
      windowOf('weekly', 10, { runsOutProbability: 0.5 }),
      windowOf('monthly', 85),
    ),
    ['session calm', 'weekly busy', 'monthly nearly-out'],
  );
});

test('a window that is used up is out, and blocks the shorter ones', () => {
  assert.deepEqual(
    severities(
      windowOf('weekly', 100, { resetsAtMs: atMs + 48 * hourMs, runsOutProbability: 1 }),
      windowOf('session', 10, { runsOutProbability: 0 }),
      windowOf('monthly', 20, { runsOutProbability: 0 }),
    ),
    ['session blocked', 'weekly out', 'monthly calm'],
  );
});

test('the most urgent news of an account comes first', () => {
  const out = windowOf('session', 100, { resetsAtMs: atMs + 2 * hourMs });
  const later = windowOf('weekly', 100, { resetsAtMs: atMs + 3 * hourMs });
  const short = windowOf('monthly', 50, { runsOutProbability: 0.8 });
  assert.deepEqual(troubleOf({ failing: 'credential-expired', windows: [out] }), {
    kind: 'signed-out',
  });
  assert.deepEqual(troubleOf({ failing: 'offline', windows: [out] }), {
    kind: 'failing',
    failure: 'offline',
  });
  assert.deepEqual(troubleOf({ windows: [short, out, later] }), {
    kind: 'out',
    backAtMs: atMs + 3 * hourMs,
  });
  assert.deepEqual(troubleOf({ windows: [out, { window: 'weekly', usedPercent: 100 }] }), {
    kind: 'out',
    backAtMs: undefined,
  });
  assert.deepEqual(troubleOf({ windows: [short] }), { kind: 'short', probability: 0.8 });
  assert.deepEqual(troubleOf({ windows: [windowOf('session', 99)] }), { kind: 'none' });
});

test('an account lasts only if each of its windows has a forecast', () => {
  const fine = windowOf('session', 20, { runsOutProbability: 0.2 });
  assert.equal(viewOf({ windows: [fine] }).lasts, true);
  assert.equal(viewOf({ windows: [fine, windowOf('weekly', 20)] }).lasts, false);
  assert.equal(viewOf({ windows: [] }).lasts, false);
});

test('the age is said once a reading is old, or while refreshes fail', () => {
  assert.equal(viewOf({ readingAgeMs: hourMs - 1 }).ageMs, undefined);
  assert.equal(viewOf({ readingAgeMs: hourMs }).ageMs, hourMs);
  assert.equal(viewOf({ readingAgeMs: 1000, failing: 'offline' }).ageMs, 1000);
});

test('meters fill as the setting says; odd figures stay within them', () => {
  const row = { windows: [windowOf('session', 130), { window: 'weekly' }, windowOf('no such', 5)] };
  const fills = (meters: 'left' | 'used') =>
    fleetView(fleetOf([row]), meters).rows[0]?.meters.map(({ id, meter }) => [id, meter.fill]);
  assert.deepEqual(fills('left'), [['session', 0]]);
  assert.deepEqual(fills('used'), [['session', 1]]);
});

test('columns are the windows of the page; pages and totals count all teams', () => {
  const rows = [
    { windows: [windowOf('monthly', 1), windowOf('rate-600', 1)] },
    { windows: [windowOf('weekly', 1), windowOf('session', 1), windowOf('rate-60', 1)] },
  ];
  const teams = [
    { team: 'calm', accounts: 30, out: 0, short: 1, failing: 0 },
    { team: 'busy', accounts: 11, out: 2, short: 0, failing: 1 },
  ];
  const view = fleetView(fleetOf(rows, { teams }), 'left');
  assert.deepEqual(view.columns, ['session', 'weekly', 'monthly', 'rate-600']);
  assert.deepEqual([view.all, view.canGoOn, view.pageCount], [41, 38, 3]);
  assert.deepEqual(
    view.teams.map(({ team }) => team),
    ['busy', 'calm'],
  );
  assert.equal(fleetView(fleetOf([], { teams: [] }), 'left').pageCount, 1);
});

test('names are clean, and the main account goes without saying', () => {
  assert.equal(accountName({ team: 'core', host: 'build', account: '0' }), 'core/build');
  assert.equal(accountName({ host: 'build', account: '12' }), 'build #12');
  assert.equal(accountName({ host: 'bu\u202Eild\n', account: 'anna' }), 'build anna');
  assert.equal(fleetWindowName('session', en), '5-hour');
  assert.equal(fleetWindowName('x\u001B[31m', en), 'x');
});

test('failures and the engine are put into words, with their code if there is no better one', () => {
  assert.equal(fleetFailureText('server-fault', en), 'Kimi server error');
  assert.equal(fleetFailureText('of-a-later-version', en), 'fails: of-a-later-version');
  const said = (reason: string) => engineTroubleText({ address: 'http://e/', reason }, en);
  assert.match(
    said('HTTP 401'),
    /^http:\/\/e\/ requires a valid token \(HTTP 401\)\. .*fleet\.token/,
  );
  assert.match(said('not-prometheus'), /does not have Prometheus' query API/);
  assert.match(said('connection-refused'), /^Can't reach http:\/\/e\/ \(connection-refused\)/);
  assert.equal(said('deadline'), 'http://e/ did not answer in time.');
  assert.equal(said('HTTP 503'), 'http://e/ did not answer the query: HTTP 503.');
});
