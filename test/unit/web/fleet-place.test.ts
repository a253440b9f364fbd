import assert from 'node:assert/strict';
import test from 'node:test';
import { fleetHash, fleetPlace } from '../../../src/web/fleet/fleet-place.ts';

test('the hash names a page and a team, and is read back', () => {
  for (const place of [
    { page: 1, team: undefined },
    { page: 3, team: undefined },
    { page: 1, team: 'a&b =#?%' },
    { page: 1000, team: '平台' },
  ])
    assert.deepEqual(fleetPlace(fleetHash(place)), place);
  assert.equal(fleetHash({ page: 1 }), '#/fleet');
  assert.equal(fleetHash({ page: 3, team: 'core' }), '#/fleet?page=3&team=core');
});

test('a page that is none is the first, one too far the last that the server has', () => {
  for (const page of ['', '0', '-1', '1.5', 'x', 'NaN'])
    assert.equal(fleetPlace(`#/fleet?page=${page}`).page, 1, page);
  assert.equal(fleetPlace('#/fleet?page=99999').page, 1000);
});
