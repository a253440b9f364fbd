import assert from 'node:assert/strict';
import test from 'node:test';
import type { UsageOutcome } from '../../../src/domain/usage-snapshot.ts';
import { usageText } from '../../../src/present/card/usage-text.ts';
import { eventText } from '../../../src/present/event-text.ts';
import { usageRecord } from '../../../src/present/json/usage-json.ts';
import { messagesIn } from '../../../src/present/messages.ts';
import { pageMessagesIn } from '../../../src/present/page-messages.ts';
import { usageView } from '../../../src/present/usage-view.ts';
import { watchFrame } from '../../../src/present/watch-frame.ts';
import { pageFailure } from '../../../src/web/page-failure.ts';

const nowMs = Date.parse('2026-11-20T12:00:00Z');
const account = 'old job';
const failure = {
  kind: 'credential-rejected',
  detail: { code: 'api-key-rejected' },
} as const;
const missing: UsageOutcome = { kind: 'failed', failure, attempts: [] };
const stale: UsageOutcome = {
  ...missing,
  lastGood: { source: 'api-key', fetchedAtMs: nowMs - 3_600_000, windows: [] },
};
const command = 'kimibar config set-api-key --account "old job" --stdin';

for (const language of ['en', 'zh-CN'] as const) {
  const messages = messagesIn(language);
  const style = { width: 120, height: 24, colour: 'none', unicode: true, messages } as const;
  const view = (outcome: UsageOutcome) => usageView(outcome, { nowMs, meters: 'left', account });
  const facts = { nowMs, series: [], refreshing: false } as const;
  const faces: readonly (readonly [string, string])[] = [
    ['card', usageText(view(missing), style)],
    ['watch', watchFrame({ ...facts, view: view(stale) }, style).join('\n')],
    [
      'notification',
      eventText({ kind: 'credential-lost', atMs: nowMs, failure, account }, messages, { nowMs })
        .body,
    ],
    ['page', pageFailure(failure, { language, ...pageMessagesIn(language) }, account).todo ?? ''],
  ];
  for (const [face, text] of faces) {
    test(`${face} (${language}): advice about a named account has its name`, () => {
      assert.ok(text.includes(command), text);
    });
  }
}

test('JSON: advice about a named account has its name', () => {
  const record = usageRecord(missing, { nowMs, account, asked: 'auto' });
  assert.ok('error' in record && record.error.message.endsWith(`run: ${command}`));
});
