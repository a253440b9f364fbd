import assert from 'node:assert/strict';
import test from 'node:test';
import { endpoints, fleetPath, readDaemonError } from '../../../../src/domain/daemon-api.ts';
import { fleetIn } from '../../../../src/domain/fleet-record.ts';
import type { Fleet } from '../../../../src/domain/fleet.ts';
import { testWorld } from '../../../support/fakes/server-world.ts';

const atMs = Date.UTC(2025, 10, 21, 13);
const fleet: Fleet = {
  atMs,
  rows: [
    {
      team: 'core',
      host: 'build',
      account: '1',
      plan: 'Allegretto',
      failing: 'offline',
      readingAgeMs: 90_000,
      windows: [
        { window: 'session', usedPercent: 100, resetsAtMs: atMs + 60_000, runsOutProbability: 1 },
        { window: 'weekly', usedPercent: 20 },
      ],
    },
  ],
  teams: [{ team: 'core', accounts: 3, out: 1, short: 0, failing: 1 }],
  mostRoom: [{ host: 'desk', account: '0', usedPercent: 4 }],
  nextBack: [
    { team: 'core', host: 'build', account: '1', window: 'session', resetsAtMs: atMs + 60_000 },
  ],
  silent: [{ team: 'apps', host: 'lab' }],
};

test('the fleet arrives at the page as the daemon has it', async () => {
  const { ask, daemon } = testWorld({ fleet: { kind: 'fleet', fleet } });
  const answer = await ask(fleetPath({ page: 3, team: 'a&b' }));
  const body: unknown = await answer.json();
  assert.ok(endpoints.fleet.isBody(body));
  assert.deepEqual(JSON.parse(JSON.stringify(fleetIn(body))), JSON.parse(JSON.stringify(fleet)));
  assert.deepEqual(daemon.asked.fleets, [{ page: 3, limit: 20, team: 'a&b' }]);
});

test('a reset that no calendar has is left out', async () => {
  const [row] = fleet.rows;
  const [back] = fleet.nextBack;
  const odd = {
    ...fleet,
    rows: [{ ...row!, windows: [{ window: 'weekly', resetsAtMs: 1e20 }] }],
    nextBack: [{ ...back!, resetsAtMs: 1e20 }],
  };
  const { ask } = testWorld({ fleet: { kind: 'fleet', fleet: odd } });
  const body: unknown = await (await ask('/api/v1/fleet')).json();
  assert.ok(endpoints.fleet.isBody(body));
  assert.deepEqual([body.accounts[0]?.windows, body.nextBack], [[{ window: 'weekly' }], []]);
});

test('without an engine 404, without its answer 502 with the reason', async () => {
  assert.equal((await testWorld().ask('/api/v1/fleet')).status, 404);
  const engine = { address: 'http://engine.example/', reason: 'HTTP 401' };
  const { ask } = testWorld({ fleet: { kind: 'failed', engine } });
  const answer = await ask('/api/v1/fleet');
  assert.equal(answer.status, 502);
  assert.equal(answer.headers.get('cache-control'), 'no-store');
  const said = readDaemonError(await answer.json());
  assert.match(said.error ?? '', /engine\.example\/ requires a valid token \(HTTP 401\)/);
  assert.deepEqual(said.engine, engine);
});

test('a page or limit that is no number within bounds is rejected', async () => {
  const { ask, daemon } = testWorld({ fleet: { kind: 'fleet', fleet } });
  for (const query of ['page=0', 'page=1.5', 'page=x', 'page=1001', 'limit=0', 'limit=101'])
    assert.equal((await ask(`/api/v1/fleet?${query}`)).status, 400, query);
  assert.equal((await ask('/api/v1/fleet?page=1000&limit=100&team=')).status, 200);
  assert.deepEqual(daemon.asked.fleets, [{ page: 1000, limit: 100, team: undefined }]);
});
