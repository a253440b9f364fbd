import assert from 'node:assert/strict';
import test from 'node:test';
import type { QuotaWindow } from '../../../../src/domain/quota-window.ts';
import { messagesIn } from '../../../../src/present/messages.ts';
import { windowLabel } from '../../../../src/present/words/windows.ts';

type Named = Pick<QuotaWindow, 'id' | 'label' | 'lengthMinutes'>;

const table: readonly (readonly [Named, string, string])[] = [
  [{ id: 'session', label: 'ignored' }, '5-hour', '5 小时'],
  [{ id: 'weekly' }, 'Weekly', '每周'],
  [{ id: 'monthly' }, 'Monthly', '每月'],
  [{ id: 'code-weekly' }, 'Code 7-day', 'Code 7 天'],
  [{ id: 'rate-1440', lengthMinutes: 1440 }, '24-hour', '24 小时'],
  [{ id: 'rate-90', lengthMinutes: 90 }, '90-minute', '90 分钟'],
  [{ id: 'rate-4320', lengthMinutes: 4320, label: 'ignored' }, '3-day', '3 天'],
  [{ id: 'rate-120' }, '2-hour', '2 小时'],
  [{ id: 'rate-unknown', label: ' Fast\nlane ' }, 'Fast lane', 'Fast lane'],
  [{ id: 'rate-unknown-2' }, 'Other', '其他'],
];

for (const [window, english, chinese] of table) {
  test(`${window.id} is called ${english}`, () => {
    assert.equal(windowLabel(window, messagesIn('en')), english);
    assert.equal(windowLabel(window, messagesIn('zh-CN')), chinese);
  });
}
