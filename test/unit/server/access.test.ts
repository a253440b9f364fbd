import assert from 'node:assert/strict';
import test from 'node:test';
import { Secret } from '../../../src/domain/secret.ts';
import { testWorld } from '../../support/fakes/server-world.ts';

const token = 'correct-horse-battery';
const json = { 'content-type': 'application/json' };

type Case = {
  readonly name: string;
  readonly path?: string | undefined;
  readonly method?: string | undefined;
  readonly headers?: Record<string, string> | undefined;
  readonly body?: string | undefined;
  readonly token?: boolean | undefined;
  readonly open?: boolean | undefined;
  readonly status: number;
  readonly error?: string | undefined;
};

const forbiddenHost = { status: 403, error: 'forbidden host' };
const forbiddenOrigin = { status: 403, error: 'forbidden origin' };
const unauthorized = { status: 401, error: 'unauthorized' };
const bearer = { authorization: `Bearer ${token}` };

const cases: readonly Case[] = [
  { name: 'by address', status: 200 },
  { name: 'by name', headers: { host: 'localhost:8737' }, status: 200 },
  { name: 'by name in capitals, without a port', headers: { host: 'LOCALHOST' }, status: 200 },
  { name: 'by IPv6 address', headers: { host: '[::1]:8737' }, status: 200 },
  { name: 'through a forwarded port', headers: { host: 'localhost:9000' }, status: 200 },
  { name: 'rebound name', headers: { host: 'evil.example:8737' }, ...forbiddenHost },
  {
    name: 'rebound name that begins well',
    headers: { host: '127.0.0.1.evil.example' },
    ...forbiddenHost,
  },
  { name: 'rebound name that ends well', headers: { host: 'evil-localhost' }, ...forbiddenHost },
  {
    name: 'rebound name under localhost',
    headers: { host: 'evil.localhost:8737' },
    ...forbiddenHost,
  },
  {
    name: 'user info before the name',
    headers: { host: 'localhost:8737@evil.example' },
    ...forbiddenHost,
  },
  {
    name: 'another address of this computer',
    headers: { host: '192.168.1.7:8737' },
    ...forbiddenHost,
  },
  { name: 'two names', headers: { host: 'localhost, evil.example' }, ...forbiddenHost },
  { name: 'no name', headers: { host: '' }, ...forbiddenHost },
  {
    name: 'rebound name asks for the page',
    path: '/',
    headers: { host: 'evil.example' },
    ...forbiddenHost,
  },
  {
    name: 'rebound name asks for health',
    path: '/health',
    headers: { host: 'evil.example' },
    ...forbiddenHost,
  },
  {
    name: 'another address of this computer alone',
    headers: { host: '127.0.0.2:8737' },
    status: 200,
  },
  {
    name: 'rebound name that begins like one',
    headers: { host: '127.0.0.2.evil.example' },
    ...forbiddenHost,
  },
  { name: 'own page', headers: { origin: 'http://127.0.0.1:8737' }, status: 200 },
  { name: 'foreign page', headers: { origin: 'https://evil.example' }, ...forbiddenOrigin },
  { name: 'page of nobody', headers: { origin: 'null' }, ...forbiddenOrigin },
  {
    name: 'page of another local server',
    headers: { origin: 'http://127.0.0.1:3000' },
    ...forbiddenOrigin,
  },
  {
    name: 'page by another loopback name',
    headers: { origin: 'http://localhost:8737' },
    ...forbiddenOrigin,
  },
  { name: 'browser extension', headers: { origin: 'chrome-extension://abc' }, ...forbiddenOrigin },
  {
    name: 'foreign page refreshes',
    path: '/api/v1/refresh',
    method: 'POST',
    headers: { origin: 'https://evil.example' },
    ...forbiddenOrigin,
  },
  {
    name: 'cross-site refresh',
    path: '/api/v1/refresh',
    method: 'POST',
    headers: { 'sec-fetch-site': 'cross-site' },
    ...forbiddenOrigin,
  },
  {
    name: 'same-site refresh',
    path: '/api/v1/refresh',
    method: 'POST',
    headers: { 'sec-fetch-site': 'same-site' },
    ...forbiddenOrigin,
  },
  {
    name: 'own refresh',
    path: '/api/v1/refresh',
    method: 'POST',
    headers: { 'sec-fetch-site': 'same-origin' },
    status: 200,
  },
  {
    name: 'link to the page from elsewhere',
    path: '/',
    headers: { 'sec-fetch-site': 'cross-site' },
    status: 200,
  },
  { name: 'typed by the person', headers: { 'sec-fetch-site': 'none' }, status: 200 },
  {
    name: 'picture from elsewhere',
    headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' },
    ...forbiddenOrigin,
  },
  {
    name: 'stream opened from elsewhere',
    path: '/api/v1/events',
    headers: { 'sec-fetch-site': 'same-site' },
    ...forbiddenOrigin,
  },
  {
    name: 'form as settings',
    path: '/api/v1/settings',
    method: 'PATCH',
    headers: { 'content-type': 'text/plain' },
    body: '{}',
    status: 400,
    error: 'content type must be application/json',
  },
  {
    name: 'form as refresh',
    path: '/api/v1/refresh',
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'a=1',
    status: 400,
    error: 'content type must be application/json',
  },
  {
    name: 'JSON with a charset',
    path: '/api/v1/settings',
    method: 'PATCH',
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: '{}',
    status: 200,
  },
  {
    name: 'type that only begins like JSON',
    path: '/api/v1/settings',
    method: 'PATCH',
    headers: { 'content-type': 'application/json-patch+json' },
    body: '{}',
    status: 400,
  },
  {
    name: 'broken JSON',
    path: '/api/v1/settings',
    method: 'PATCH',
    headers: json,
    body: '{"a"',
    status: 400,
    error: 'body is not JSON',
  },
  {
    name: 'large body',
    path: '/api/v1/settings',
    method: 'PATCH',
    headers: json,
    body: JSON.stringify('x'.repeat(65_536)),
    status: 413,
    error: 'body larger than 64 KiB',
  },
  { name: 'unknown path', path: '/nothing', status: 404, error: 'not found' },
  { name: 'path above', path: '/usage/../../etc/passwd', status: 404 },
  { name: 'name of the prototype', path: '/__proto__', status: 404 },
  { name: 'no token', token: true, ...unauthorized },
  { name: 'right token', token: true, headers: bearer, status: 200 },
  {
    name: 'right token, scheme in small letters',
    token: true,
    headers: { authorization: `bearer ${token}` },
    status: 200,
  },
  {
    name: 'wrong token',
    token: true,
    headers: { authorization: 'Bearer correct-horse-batterx' },
    ...unauthorized,
  },
  {
    name: 'beginning of the token',
    token: true,
    headers: { authorization: 'Bearer correct' },
    ...unauthorized,
  },
  { name: 'empty token', token: true, headers: { authorization: 'Bearer ' }, ...unauthorized },
  {
    name: 'other scheme',
    token: true,
    headers: { authorization: `Basic ${token}` },
    ...unauthorized,
  },
  { name: 'bare token', token: true, headers: { authorization: token }, ...unauthorized },
  {
    name: 'token in the query',
    token: true,
    path: `/usage?token=${token}&access_token=${token}`,
    ...unauthorized,
  },
  {
    name: 'token in a cookie',
    token: true,
    headers: { cookie: `token=${token}` },
    ...unauthorized,
  },
  { name: 'no token for an unknown path', token: true, path: '/nothing', ...unauthorized },
  { name: 'no token for metrics', token: true, path: '/metrics', ...unauthorized },
  { name: 'no token for events', token: true, path: '/api/v1/events', ...unauthorized },
  { name: 'no token for settings', token: true, path: '/api/v1/settings', ...unauthorized },
  {
    name: 'no token for a refresh',
    token: true,
    path: '/api/v1/refresh',
    method: 'POST',
    ...unauthorized,
  },
  { name: 'path that looks open', token: true, path: '/usage#/health', ...unauthorized },
  { name: 'health without a token', token: true, path: '/health', status: 200 },
  { name: 'page without a token', token: true, path: '/', status: 200 },
  {
    name: 'any name beyond this computer',
    open: true,
    token: true,
    headers: { ...bearer, host: 'nas.lan:8737' },
    status: 200,
  },
  {
    name: 'any name without a token',
    open: true,
    token: true,
    headers: { host: 'nas.lan:8737' },
    ...unauthorized,
  },
  {
    name: 'foreign page beyond this computer',
    open: true,
    token: true,
    headers: { ...bearer, host: 'nas.lan:8737', origin: 'https://evil.example' },
    ...forbiddenOrigin,
  },
  {
    name: 'own page beyond this computer',
    open: true,
    token: true,
    headers: { ...bearer, host: 'nas.lan:8737', origin: 'http://nas.lan:8737' },
    status: 200,
  },
  {
    name: 'own page behind TLS',
    open: true,
    token: true,
    headers: { ...bearer, host: 'kimi.lan', origin: 'https://kimi.lan' },
    status: 200,
  },
];

for (const {
  name,
  path = '/usage',
  method = 'GET',
  headers = {},
  body,
  status,
  error,
  ...more
} of cases) {
  test(`${name}: ${status}`, async () => {
    const world = testWorld({
      loopbackOnly: more.open !== true,
      ...(more.token === true ? { token: new Secret(token) } : {}),
    });
    const answer = await world.ask(path, {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
    });
    assert.equal(answer.status, status);
    assert.equal(answer.headers.get('access-control-allow-origin'), null);
    assert.equal(answer.headers.get('x-content-type-options'), 'nosniff');
    if (status < 400) return;
    assert.equal(answer.headers.get('content-type'), 'application/json; charset=utf-8');
    assert.equal(answer.headers.get('cache-control'), 'no-store');
    assert.equal(answer.headers.get('www-authenticate'), status === 401 ? 'Bearer' : null);
    const said = (await answer.json()) as { error: string };
    if (error !== undefined) assert.deepEqual(said, { error });
    assert.deepEqual(
      [world.daemon.asked.refreshes, world.daemon.asked.patches.length],
      [0, 0],
      'refused before anything was done',
    );
    assert.deepEqual(world.bugs, []);
  });
}

const routes: Readonly<Record<string, string>> = {
  '/': 'GET, HEAD',
  '/health': 'GET, HEAD',
  '/usage': 'GET, HEAD',
  '/dashboard/v1/snapshot': 'GET, HEAD',
  '/api/v1/state': 'GET, HEAD',
  '/api/v1/events': 'GET, HEAD',
  '/api/v1/history': 'GET, HEAD',
  '/api/v1/refresh': 'POST',
  '/api/v1/settings': 'GET, HEAD, PATCH',
  '/api/v1/test-credential': 'POST',
  '/metrics': 'GET, HEAD',
};

test('every route names the methods it knows', async () => {
  const { ask } = testWorld();
  for (const [path, allow] of Object.entries(routes)) {
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
      if (allow.split(', ').includes(method)) continue;
      const answer = await ask(path, {
        method,
        headers: json,
        ...(method === 'GET' || method === 'OPTIONS' ? {} : { body: '{}' }),
      });
      assert.deepEqual(
        [answer.status, answer.headers.get('allow')],
        [405, allow],
        `${method} ${path}`,
      );
      assert.deepEqual(await answer.json(), { error: 'method not allowed' });
    }
  }
});

test('HEAD answers without a body and leaves nothing behind', async () => {
  const { ask, daemon } = testWorld();
  for (const path of ['/usage', '/', '/api/v1/events']) {
    const answer = await ask(path, { method: 'HEAD' });
    assert.deepEqual([answer.status, await answer.text()], [200, '']);
  }
  assert.equal(daemon.asked.looking, 0);
});
