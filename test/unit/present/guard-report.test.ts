import assert from 'node:assert/strict';
import test from 'node:test';
import { decideGuard } from '../../../src/domain/guard-decision.ts';
import { guardText } from '../../../src/present/guard-report.ts';
import { en } from '../../../src/present/messages/en.ts';
import { zhCn } from '../../../src/present/messages/zh-cn.ts';
import { fresh, nowMs, session, snapshot } from '../../support/fakes/snapshots.ts';

test('without a reset time, guard says that there is no forecast of the work', () => {
  const open = fresh(snapshot([{ ...session, usedPercent: 50, resetsAtMs: undefined }]));
  const expected = { minutes: 60, nowMs };
  const decision = decideGuard(open, { window: 'any', minimumPercent: 10, expected });
  const facts = { minimumPercent: 10, expectMinutes: 60, nowMs };
  assert.deepEqual(
    [en, zhCn].map((messages) => guardText(decision, facts, messages)),
    [
      '5-hour: 50% left · OK (minimum 10%), no forecast yet for the next 1h',
      '5 小时：剩余 50% · 正常（下限 10%），数据还太少，无法预测接下来 1 小时',
    ],
  );
});
