import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import test, { type TestContext } from 'node:test';
import { Secret } from '../../../src/domain/secret.ts';
import { createNodeHttp } from '../../../src/host/http/http.ts';
import { tryCredential } from '../../../src/kimi/try-credential.ts';
import { manualClock } from '../../support/fakes/manual-clock.ts';

/** Requests usage within a minute, over a real connection to a service that takes this long. */
async function tryFor(
  t: TestContext,
  { kind, tookMs }: { kind: 'api-key' | 'web-session'; tookMs: number },
) {
  const clock = manualClock(Date.UTC(2026, 10, 28));
  const server = createServer(async (request, response) => {
    const isRequired = /\/(?:usages|GetUsages)$/.test(request.url ?? '');
    if (isRequired) await clock.pass(tookMs);
    const detail = { limit: 100, used: 28 };
    response.end(
      JSON.stringify(
        kind === 'web-session'
          ? { usages: [{ scope: 'FEATURE_CODING', detail }] }
          : { usage: detail },
      ),
    );
  });
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const secret = new Secret(
    kind === 'web-session' ? 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.x' : 'sk-kimi-1',
  );
  const http = createNodeHttp({ clock, env: {} });
  const outcome = await tryCredential(
    { http, clock, log: { debug: () => {} } },
    { kind, secret },
    {
      address: { codeBaseUrl: base, webBaseUrl: base, version: '1', timezone: 'UTC' },
      timeoutMs: 60_000,
      signal: new AbortController().signal,
    },
  );
  assert.equal(clock.waiting, 0);
  return outcome;
}

for (const kind of ['api-key', 'web-session'] as const) {
  test(`a single request may take all of the time limit: ${kind}`, async (t) => {
    assert.equal((await tryFor(t, { kind, tookMs: 59_000 })).kind, 'fresh');
  });

  test(`and no more than that: ${kind}`, async (t) => {
    const outcome = await tryFor(t, { kind, tookMs: 60_000 });
    assert.equal(outcome.kind, 'failed');
    assert.deepEqual(outcome.kind === 'failed' && outcome.failure.detail, {
      code: 'deadline',
      subject: '60 s',
    });
  });
}
