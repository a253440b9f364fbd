import assert from 'node:assert/strict';
import test from 'node:test';
import { testWorld } from '../../support/fakes/server-world.ts';
import { testAccess } from './access-case.ts';

const json = { 'content-type': 'application/json' };

testAccess([
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
]);

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
  '/api/v1/test-notify': 'POST',
  '/metrics': 'GET, HEAD',
};

test('every route names its methods', async () => {
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

test('HEAD has no body and leaves nothing open', async () => {
  const { ask, daemon } = testWorld();
  for (const path of ['/usage', '/', '/api/v1/events']) {
    const answer = await ask(path, { method: 'HEAD' });
    assert.deepEqual([answer.status, await answer.text()], [200, '']);
  }
  assert.equal(daemon.asked.looking, 0);
});

test('a client that hangs up in the middle of its body is no bug', async () => {
  const world = testWorld();
  const body = new ReadableStream({
    pull: (controller) => controller.error(new TypeError('Invalid state: aborted')),
  });
  // Fetch requires `duplex` for such bodies.
  const request = { method: 'PATCH', headers: json, body, duplex: 'half' };
  const answer = await world.ask('/api/v1/settings', request);
  assert.deepEqual([answer.status, world.bugs], [504, []]);
});
