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

test('the currency is the limit’s, else what was used’s, else dollars', () => {
  assert.equal(currencyOf(price('CNY'), price('EUR')), 'CNY');
  assert.equal(currencyOf(price(''), price('eur')), 'EUR');
  assert.equal(currencyOf(price('\u001b[31m'), {}), 'USD');
});

function price(currency?: unknown): object {
  return { currency, priceInCents: '1' };
}

function currencyOf(monthlyChargeLimit: object, monthlyUsed: object): string | undefined {
  return wallet({ amount: 5e6 }, { monthlyChargeLimit, monthlyUsed })?.currency;
}
