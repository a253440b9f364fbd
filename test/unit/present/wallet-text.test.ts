import assert from 'node:assert/strict';
import test from 'node:test';
import type { Wallet } from '../../../src/domain/usage-snapshot.ts';
import { usageText } from '../../../src/present/card/usage-text.ts';
import { usageJson, usageRecord } from '../../../src/present/json/usage-json.ts';
import { messagesIn } from '../../../src/present/messages.ts';
import { usageView } from '../../../src/present/usage-view.ts';
import { walletPhrases } from '../../../src/present/wallet-text.ts';
import { fresh, nowMs, session, snapshot, wallet } from '../../support/fakes/snapshots.ts';

function phrases(more: Partial<Wallet>, language: 'en' | 'zh-CN' = 'en'): string {
  return walletPhrases({ ...wallet, ...more }, messagesIn(language), { plain: false }).join(' · ');
}

function json(more: Partial<Wallet>): string {
  const outcome = fresh(snapshot([session], { wallet: { ...wallet, ...more } }));
  return usageJson([usageRecord(outcome, { nowMs, asked: 'auto' })], false);
}

test('a wallet says its left, and this month against its limit', () => {
  assert.equal(phrases({}), '$100.00 left · spent $50.00 of $200.00 this month');
});

test('what was spent in another currency is not compared with the limit', () => {
  const mixed = { monthlyUsedCurrency: 'CNY' };
  assert.equal(phrases(mixed), '$100.00 left · spent CN¥50.00 this month · $200.00 monthly limit');
  assert.equal(phrases(mixed, 'zh-CN'), '余额 US$100.00 · 本月已用 ¥50.00 · 每月上限 US$200.00');
});

test('a wallet without a monthly limit says so', () => {
  const unlimited = { monthlyLimitEnabled: false, monthlyLimitCents: 0 };
  assert.equal(phrases(unlimited), '$100.00 left · spent $50.00 this month · no monthly limit');
  const unused = { ...unlimited, monthlyUsedCents: 0 };
  assert.equal(phrases(unused), '$100.00 left · no monthly limit');
  assert.equal(phrases(unused, 'zh-CN'), '余额 US$100.00 · 未设每月上限');
});

test('a wallet that is turned off says so first', () => {
  const off = { isDisabled: true, currency: 'CNY', monthlyUsedCents: 0 } as const;
  assert.equal(phrases({ ...off, monthlyLimitEnabled: false }), 'CN¥100.00 left · turned off');
  assert.equal(phrases({ ...off, monthlyLimitEnabled: false }, 'zh-CN'), '余额 ¥100.00 · 已关闭');
});

test('a narrow card drops phrases from the end and never cuts one', () => {
  const view = usageView(fresh(snapshot([session], { wallet: { ...wallet, isDisabled: true } })), {
    nowMs,
    meters: 'left',
  });
  const lines = [40, 80].map((width) =>
    usageText(view, { width, unicode: true, messages: messagesIn('en'), colour: 'none' })
      .split('\n')
      .find((line) => line.startsWith('Extra')),
  );
  assert.match(lines[0] ?? '', /^Extra +\$100\.00 left · turned off$/);
  assert.match(lines[1] ?? '', / · turned off · spent \$50\.00 of \$200\.00 this month$/);
});

test('JSON has the keys of a wallet that is turned off or spends another currency only then', () => {
  const off = json({ isDisabled: true, monthlyUsedCurrency: 'CNY' });
  assert.match(off, /"currency":"USD","monthlyUsedCurrency":"CNY","disabled":true/);
  assert.doesNotMatch(json({}), /disabled|monthlyUsedCurrency/);
});
