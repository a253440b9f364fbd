import assert from 'node:assert/strict';
import test from 'node:test';
import { readGoodsVersion } from '../../../../src/kimi/response/goods-version.ts';
import { planName } from '../../../../src/kimi/response/plan-name.ts';

const versions = [
  [{ version: 'GOODS_VERSION_V1' }, 'first'],
  [{ version: 'GOODS_VERSION_V2' }, 'second'],
  [{ goods_version: 1 }, 'first'],
  [{ goods_version: 2 }, 'second'],
  [{ goods_version: '2' }, 'second'],
  [{ version: 'GOODS_VERSION_V3' }, 'unknown'],
  [{ version: 'GOODS_VERSION_UNSPECIFIED' }, 'unknown'],
  [{ goods_version: 0 }, 'unknown'],
  [{ version: {} }, 'unknown'],
  [{ version: null }, undefined],
  [{}, undefined],
  [undefined, undefined],
] as const;

for (const [response, version] of versions) {
  test(`the catalogue in ${JSON.stringify(response)} is ${version}`, () => {
    assert.equal(readGoodsVersion(response), version);
  });
}

test('a level is a plan of the first catalogue only', () => {
  const level = 'LEVEL_INTERMEDIATE';
  assert.equal(planName({ level }), 'Allegretto');
  assert.equal(planName({ level, goodsVersion: 'first' }), 'Allegretto');
  for (const goodsVersion of ['second', 'unknown'] as const) {
    assert.equal(planName({ level, goodsVersion }), level);
    assert.equal(planName({ weeklyRequestLimit: 2_048, goodsVersion }), undefined);
  }
});

test('the profile names the plans of every catalogue', () => {
  for (const profileName of ['Go', 'Plus', 'Pro', 'Max', 'Ultra', 'Allegretto'])
    assert.equal(
      planName({ profileName, level: 'LEVEL_BASIC', goodsVersion: 'second' }),
      profileName,
    );
});
