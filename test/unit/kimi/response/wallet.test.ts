import assert from 'node:assert/strict';
import test from 'node:test';
import { readWallet } from '../../../../src/kimi/response/wallet.ts';

function wallet(balance: object, more: object = {}): ReturnType<typeof readWallet> {
  return readWallet({ boosterWallet: { balance: { type: 'BOOSTER', ...balance }, ...more } });
}

test('a positive amount below one cent shows as one', () => {
  assert.equal(wallet({ amount: '1', amountLeft: '1' })?.totalCents, 1);
  assert.equal(wallet({ amount: '20000000000', amountLeft: '999' })?.balanceCents, 1);
  assert.equal(wallet({ amount: '20000000000', amountLeft: '-5' })?.balanceCents, 0);
});

test('the older name of the type is the same wallet', () => {
  assert.equal(wallet({ type: 'BALANCE_BOOSTER', amount: 2_000_000 })?.totalCents, 2);
});

for (const balance of [
  { type: 'GIFT', amount: 5 },
  { amount: 0 },
  { amount: -5 },
  {},
  { amount: 'x' },
  { amount: '1e300' },
  { amount: 9, amountLeft: 'x' },
]) {
  test(`no wallet in ${JSON.stringify(balance)}`, () => {
    assert.equal(wallet(balance), undefined);
  });
}

test('the currency is the limit’s, else the use’s, else the region’s, else dollars', () => {
  assert.equal(currencyOf(price('CNY'), price('EUR')), 'CNY');
  assert.equal(currencyOf(price(''), price('eur')), 'EUR');
  assert.equal(currencyOf(price('\u001b[31m'), {}), 'USD');
  for (const [region, currency] of [
    ['REGION_CN', 'CNY'],
    ['REGION_OVERSEA', 'USD'],
    ['REGION_UNSPECIFIED', 'USD'],
    [undefined, 'USD'],
  ]) {
    assert.equal(inRegion(region)?.currency, currency, region);
    assert.equal(inRegion(region, { monthlyUsed: price('EUR') })?.currency, 'EUR', region);
  }
});

test('what was spent in another currency than the limit says so', () => {
  const mixed = { monthlyChargeLimit: price('USD'), monthlyUsed: price('CNY') };
  const { currency, monthlyUsedCurrency } = wallet({ amount: 5e6 }, mixed) ?? {};
  assert.deepEqual([currency, monthlyUsedCurrency], ['USD', 'CNY']);
  const same = { monthlyChargeLimit: price('usd'), monthlyUsed: price('USD') };
  assert.equal(wallet({ amount: 5e6 }, same)?.monthlyUsedCurrency, undefined);
  assert.equal(inRegion('REGION_CN', { monthlyUsed: price() })?.monthlyUsedCurrency, undefined);
});

test('a wallet that is turned off says so, and keeps its balance', () => {
  const off = wallet({ amount: 5e6 }, { status: 'STATUS_DISABLED' });
  assert.deepEqual([off?.isDisabled, off?.balanceCents, off?.totalCents], [true, 0, 5]);
  for (const status of ['STATUS_ENABLED', undefined, false])
    assert.equal(wallet({ amount: 5e6 }, { status })?.isDisabled, undefined);
});

function price(currency?: unknown): object {
  return { currency, priceInCents: '1' };
}

function inRegion(region: unknown, more: object = {}): ReturnType<typeof readWallet> {
  const boosterWallet = { balance: { type: 'BOOSTER', amount: 5e6 }, ...more };
  return readWallet({ user: { region }, boosterWallet });
}

function currencyOf(monthlyChargeLimit: object, monthlyUsed: object): string | undefined {
  return wallet({ amount: 5e6 }, { monthlyChargeLimit, monthlyUsed })?.currency;
}
