import assert from 'node:assert/strict';
import test from 'node:test';
import { readGoodsVersion } from '../../../src/kimi/response/goods-version.ts';
import { planName } from '../../../src/kimi/response/plan-name.ts';
import { readProfile } from '../../../src/kimi/response/profile.ts';
import { lengthInMinutes } from '../../../src/kimi/response/window-length.ts';
import { casesOf } from '../credentials/kimi-case.ts';
import { checkAll, type Expected } from './expectation.ts';

for (const { id, title, input, expected } of casesOf<
  { readonly level: string; readonly version?: unknown },
  Expected
>('plan_name')) {
  test(`${id} ${title}`, () => {
    const goodsVersion = readGoodsVersion(input);
    checkAll(expected, {
      plan: (plan: string | null) =>
        assert.equal(planName({ level: input.level, goodsVersion }) ?? null, plan),
    });
  });
}

for (const { id, title, input, expected } of casesOf<{ readonly body: unknown }, Expected>(
  'profile_me',
)) {
  test(`${id} ${title}`, () => {
    const profile = readProfile(input.body);
    checkAll(expected, {
      parsed: (wish: object | null) => {
        if (wish === null) assert.equal(profile, undefined);
        else assert.deepEqual({ ...profile, ...wish }, profile);
      },
    });
  });
}

for (const { id, title, input, expected } of casesOf<
  { readonly windows: readonly [unknown, unknown][] },
  Expected
>('window_unit')) {
  test(`${id} ${title}`, () => {
    const lengths = input.windows.map(
      ([duration, unit]) => lengthInMinutes(duration, unit) ?? null,
    );
    checkAll(expected, {
      minutes: (minutes: readonly (number | null)[]) => assert.deepEqual(lengths, minutes),
    });
  });
}
