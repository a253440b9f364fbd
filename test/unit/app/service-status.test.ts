import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { readServiceStatus } from '../../../src/app/service-status.ts';
import { loadSettings } from '../../../src/config/load-settings.ts';
import { Failure } from '../../../src/domain/failure.ts';
import type { HttpRequest, HttpResponse } from '../../../src/host/host.ts';
import { createNodeHost } from '../../../src/host/node-host.ts';
import { manualClock } from '../../support/fakes/manual-clock.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const page = (status: unknown): string =>
  JSON.stringify({ components: [null, { name: 'Kimi' }, { name: 'Open API', status }] });

const outage = page('partial_outage');

type Options = {
  readonly body?: string | undefined;
  readonly status?: number | undefined;
  readonly env?: Readonly<Record<string, string>> | undefined;
  readonly config?: object | undefined;
};

/** A machine whose only server is the status page. */
function stage(t: TestContext, { body = outage, status = 200, env = {}, config }: Options = {}) {
  const home = tempFolder(t);
  if (config !== undefined) {
    mkdirSync(join(home, '.config', 'kimibar'), { recursive: true, mode: 0o700 });
    const path = join(home, '.config', 'kimibar', 'config.json');
    writeFileSync(path, JSON.stringify(config), { mode: 0o600 });
  }
  const sent: HttpRequest[] = [];
  const clock = manualClock(1_000_000);
  const variables = { HOME: home, KIMIBAR_DATA_DIR: join(home, 'data'), ...env };
  const http = {
    request: async (request: HttpRequest): Promise<HttpResponse> => {
      sent.push(request);
      if (status === 0) throw new Failure('offline', 'no network');
      return { status, headers: {}, body };
    },
  };
  const host = { ...createNodeHost({ env: variables }), clock, http };
  const read = async () => {
    const path = join(home, '.config', 'kimibar', 'config.json');
    const { settings } = await loadSettings(host, {
      path: config === undefined ? undefined : path,
    });
    const { signal } = new AbortController();
    return readServiceStatus(host, settings, { timeoutMs: 1_500, signal });
  };
  return { clock, sent, read };
}

test('Kimi’s page is requested without any credential', async (t) => {
  const { sent, read } = stage(t, { env: { KIMI_CODE_API_KEY: 'sk-kimi-canary-0123456789' } });
  assert.deepEqual(await read(), { state: 'partial_outage', page: 'status.moonshot.cn' });
  const [request] = sent;
  assert.equal(request?.url.href, 'https://status.moonshot.cn/api/v2/summary.json');
  assert.equal(request.timeoutMs, 1_500);
  assert.deepEqual(Object.keys(request.headers), ['Accept', 'User-Agent']);
});

test('a result lasts five minutes, also that there is none', async (t) => {
  for (const status of [200, 503, 0]) {
    const { clock, sent, read } = stage(t, { status });
    const first = await read();
    await clock.pass(299_000);
    assert.deepEqual([await read(), sent.length], [first, 1]);
    await clock.pass(2_000);
    assert.deepEqual([await read(), sent.length], [first, 2]);
    clock.set(-3_600_000);
    await read();
    assert.equal(sent.length, 3, 'a time in the future has no age');
  }
});

for (const [name, options] of Object.entries<Options>({
  'turned off': { config: { version: 1, statusPage: false } },
  'another Code API': { env: { KIMI_CODE_BASE_URL: 'https://relay.example' } },
  'another web gateway': { env: { KIMI_WEB_BASE_URL: 'https://relay.example' } },
  'an unsafe address': { env: { KIMI_STATUS_PAGE_URL: 'http://status.example' } },
})) {
  test(`no page is requested: ${name}`, async (t) => {
    const { sent, read } = stage(t, options);
    assert.equal(await read(), undefined);
    assert.deepEqual(sent, []);
  });
}

test('another page can be chosen, beside another address of Kimi', async (t) => {
  const env = {
    KIMI_CODE_BASE_URL: 'https://relay.example',
    KIMI_STATUS_PAGE_URL: 'https://status.example/kimi/',
  };
  const { sent, read } = stage(t, { env });
  assert.deepEqual(await read(), { state: 'partial_outage', page: 'status.example' });
  assert.equal(sent[0]?.url.href, 'https://status.example/kimi/api/v2/summary.json');
});

for (const body of ['', '{}', '[]', '<html>', page('on fire'), page(7), '{"components":{}}']) {
  test(`a page that does not say: ${body.slice(0, 40) || '(empty)'}`, async (t) => {
    assert.equal(await stage(t, { body }).read(), undefined);
  });
}
