import assert from 'node:assert/strict';
import test from 'node:test';
import { Secret } from '../../../src/domain/secret.ts';
import { testWorld } from '../../support/fakes/server-world.ts';
import { forbiddenOrigin, testAccess, token } from './access-case.ts';

const unauthorized = { status: 401, error: 'unauthorized' };
const bearer = { authorization: `Bearer ${token}` };

testAccess([
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
]);

test('wrong tokens are slowed down after a few; the right one and others are not', async () => {
  const world = testWorld({ token: new Secret(token) });
  const statusWith = async (authorization?: string): Promise<number> =>
    (await world.ask('/usage', { headers: authorization === undefined ? {} : { authorization } }))
      .status;
  for (let guess = 1; guess <= 5; guess += 1)
    assert.equal(await statusWith(`Bearer guess-${guess}`), 401);
  let isAnswered = false;
  const slow = statusWith('Bearer guess-6').finally(() => (isAnswered = true));
  assert.equal(await statusWith(`Bearer ${token}`), 200);
  assert.equal(await statusWith(), 401, 'a page before the user enters the token');
  assert.deepEqual([isAnswered, world.clock.sleepers], [false, 1]);
  world.clock.advance(1000);
  assert.equal(await slow, 401);
  world.clock.advance(60_001);
  assert.equal(await statusWith('Bearer guess-7'), 401, 'forgotten after a minute');
});
