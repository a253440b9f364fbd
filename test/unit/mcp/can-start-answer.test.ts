import assert from 'node:assert/strict';
import test from 'node:test';
import type { UsageApp } from '../../../src/app/usage-app.ts';
import type { PointRange } from '../../../src/domain/breakdown.ts';
import type { WindowId } from '../../../src/domain/quota-window.ts';
import type { UsageOutcome } from '../../../src/domain/usage-snapshot.ts';
import { answerCanStart } from '../../../src/mcp/can-start-answer.ts';
import { messagesIn } from '../../../src/present/messages.ts';
import { manualClock } from '../../support/fakes/manual-clock.ts';

const nowMs = Date.UTC(2026, 10, 28, 12);
const hourMs = 3_600_000;

const outcome: Extract<UsageOutcome, { kind: 'fresh' }> = {
  kind: 'fresh',
  attempts: [],
  snapshot: {
    source: 'api-key',
    fetchedAtMs: nowMs,
    windows: [
      {
        id: 'session',
        usedPercent: 80,
        resetsAtMs: nowMs + hourMs,
        lengthMinutes: 300,
        unit: 'percent',
        reliable: true,
      },
      {
        id: 'weekly',
        usedPercent: 40,
        resetsAtMs: nowMs + 90 * hourMs,
        lengthMinutes: 10_080,
        unit: 'percent',
        reliable: true,
      },
    ],
  },
};

/** The answer if the last session took these points. */
async function likeLast(
  points: readonly (readonly [WindowId, PointRange])[],
  more: { readonly minutes?: number; readonly from?: UsageOutcome } = {},
) {
  const world = {
    clock: manualClock(nowMs),
    messages: messagesIn('en'),
    // Only the quota's own tool reads the app.
    app: {} as UsageApp,
    logs: {
      readBreakdown: () => assert.fail('not asked for'),
      lastSessionPoints: async () => new Map(points),
    },
  };
  const { minutes, from = outcome } = more;
  const args = { like: 'last session of this project', minutes };
  const { text, content } = await answerCanStart(world, { outcome: from }, args);
  return { text, answer: 'answer' in content ? content.answer : undefined };
}

test('a task like the last session is compared with every window, by its worst', async () => {
  const enough = await likeLast([
    ['session', { points: 15, low: 12, high: 18 }],
    ['weekly', { points: 2, low: 1, high: 3 }],
  ]);
  assert.equal(enough.answer, 'yes');
  const perhaps = await likeLast([
    ['weekly', { points: 2, low: 1, high: 3 }],
    ['session', { points: 19, low: 15, high: 25 }],
  ]);
  assert.equal(perhaps.answer, 'unknown');
  assert.match(
    perhaps.text,
    /^Perhaps: 20% of the 5-hour quota is left \(needed: 15–25 points\)\. It is back at /,
  );
  const tooLong = await likeLast([
    ['weekly', { points: 2, low: 1, high: 3 }],
    ['session', { points: 30, low: 25, high: 35 }],
  ]);
  assert.equal(tooLong.answer, 'no');
});

test('without a known last session there is no answer', async () => {
  const { answer, text } = await likeLast([]);
  assert.equal(answer, 'unknown');
  assert.match(text, /^No earlier session of this folder/);
});

/** The same with another 5-hour window. */
function withSession(more: { readonly usedPercent: number; readonly resetsAtMs: number }) {
  const [session, week] = outcome.snapshot.windows;
  assert.ok(session !== undefined && week !== undefined);
  const windows = [{ ...session, ...more }, week];
  return { ...outcome, snapshot: { ...outcome.snapshot, windows } };
}

test('a used-up quota is an answer all the same, and so are minutes beside it', async () => {
  const usedUp = withSession({ usedPercent: 100, resetsAtMs: nowMs + hourMs });
  assert.equal((await likeLast([], { from: usedUp })).answer, 'no');
  // Two hours took 95 points: what is left is enough for six minutes.
  const from = withSession({ usedPercent: 95, resetsAtMs: nowMs + 3 * hourMs });
  const enough = ['weekly', { points: 2, low: 1, high: 3 }] as const;
  assert.equal((await likeLast([enough], { from, minutes: 3 })).answer, 'yes');
  assert.equal((await likeLast([enough], { from, minutes: 30 })).answer, 'no');
});
