import assert from 'node:assert/strict';
import test from 'node:test';
import { FleetCache } from '../../../../src/daemon/fleet/fleet-cache.ts';
import { Failure } from '../../../../src/domain/failure.ts';
import { Secret } from '../../../../src/domain/secret.ts';
import type { Host } from '../../../../src/host/host.ts';
import { handClock } from '../../../support/fakes/server-world.ts';

const first = { page: 1, limit: 20 };
const noSeries = '{"status":"success","data":{"resultType":"vector","result":[]}}';

/** An engine that counts queries and answers with a status, or not at all. */
class FakeEngine {
  readonly clock = handClock();
  readonly fleet = { url: 'http://engine.example/', token: new Secret('first') };
  status = 200;
  queries = 0;
  settings: { url?: string | undefined; token?: Secret | undefined } = this.fleet;
  readonly cache = new FleetCache(
    { http: { request: () => this.#answer() }, clock: this.clock } as unknown as Host,
    () => this.settings as never,
  );

  /** How many queries this costs. */
  async cost(read: () => Promise<unknown>): Promise<number> {
    const before = this.queries;
    await read();
    return this.queries - before;
  }

  async #answer() {
    this.queries += 1;
    if (this.status === 0)
      throw new Failure('offline', 'x', { detail: { code: 'connection-refused' } });
    return { status: this.status, headers: {}, body: noSeries };
  }
}

test('ten viewers cost the engine one set of queries, for half a minute', async () => {
  const engine = new FakeEngine();
  const { cache, clock } = engine;
  const once = await engine.cost(() => cache.read(first));
  assert.ok(once > 0);
  assert.equal(await engine.cost(() => cache.read(first)), 0);
  clock.advance(29_999);
  assert.equal(await engine.cost(() => cache.read(first)), 0);
  clock.advance(1);
  const ten = () => Promise.all(Array.from({ length: 10 }, () => cache.read(first)));
  assert.equal(await engine.cost(ten), once);
  clock.advance(-60_000);
  assert.equal(await engine.cost(() => cache.read(first)), once, 'the clock was set back');
});

test('each page, team, address and token is asked for itself', async () => {
  const engine = new FakeEngine();
  const { cache } = engine;
  const once = await engine.cost(() => cache.read(first));
  assert.equal(await engine.cost(() => cache.read({ ...first, page: 2 })), once);
  assert.equal(await engine.cost(() => cache.read({ ...first, team: 'core' })), once);
  engine.settings = { ...engine.fleet, token: new Secret('second') };
  assert.equal(await engine.cost(() => cache.read(first)), once);
  engine.settings = { ...engine.fleet, url: 'http://other.example/' };
  assert.equal(await engine.cost(() => cache.read(first)), once);
  engine.settings = {};
  assert.deepEqual(await cache.read(first), { kind: 'not-set' });
});

test('only some answers are remembered', async () => {
  const engine = new FakeEngine();
  const { cache } = engine;
  for (let page = 1; page <= 40; page += 1) await cache.read({ ...first, page });
  const again = await engine.cost(async () => {
    for (let page = 1; page <= 40; page += 1) await cache.read({ ...first, page });
  });
  assert.ok(again > 0, 'the first ones were forgotten');
  assert.equal(await engine.cost(() => cache.read({ ...first, page: 40 })), 0);
});

test('trouble is told with the address, without its password, and asked again sooner', async () => {
  const engine = new FakeEngine();
  const { cache, clock } = engine;
  engine.settings = { url: 'http://ann:secret@engine.example/x?key=secret' };
  engine.status = 0;
  assert.deepEqual(await cache.read(first), {
    kind: 'failed',
    engine: { address: 'http://…@engine.example/x?…', reason: 'connection-refused' },
  });
  engine.status = 401;
  assert.equal((await cache.read(first)).kind, 'failed');
  clock.advance(5000);
  const later = await cache.read(first);
  assert.equal(later.kind === 'failed' && later.engine.reason, 'HTTP 401');
  engine.status = 200;
  clock.advance(5000);
  assert.equal((await cache.read(first)).kind, 'fleet');
});
