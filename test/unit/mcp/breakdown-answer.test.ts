import assert from 'node:assert/strict';
import test from 'node:test';
import type { UsageApp } from '../../../src/app/usage-app.ts';
import type { Breakdown } from '../../../src/domain/breakdown.ts';
import { answerBreakdown } from '../../../src/mcp/breakdown-answer.ts';
import { messagesIn } from '../../../src/present/messages.ts';
import { manualClock } from '../../support/fakes/manual-clock.ts';

const nowMs = Date.UTC(2026, 10, 28, 12);
const tokens = { input: 1000, output: 10, cacheRead: 0, cacheCreation: 0, calls: 1 };
const tags = '\u{E0069}\u{E0067}\u{E006E}';

const breakdown: Breakdown = {
  sinceMs: nowMs - 86_400_000,
  untilMs: nowMs,
  by: 'project',
  tokens,
  rows: ['/work/app', `/work/${tags}\u202Eapp\u001B]0;x\u0007`, '/x'.repeat(100_000)].map(
    (key) => ({
      key,
      tokens,
      sessions: 1,
      models: ['k3'],
      firstAt: nowMs,
      lastAt: nowMs,
    }),
  ),
  otherProviders: [],
  pointPrice: [],
  walls: [{ at: nowMs, agent: 'kimi-code', sessionId: `s${tags}`, code: `c${tags}` }],
  logs: [],
};

test('no name from a log hides words from the user or fills the context', async () => {
  const world = {
    clock: manualClock(nowMs),
    messages: messagesIn('en'),
    app: { accounts: [], shownAccount: () => undefined } as unknown as UsageApp,
    logs: {
      readBreakdown: () => Promise.resolve(breakdown),
      lastSessionPoints: () => Promise.resolve(new Map()),
    },
  };
  const { content } = await answerBreakdown(world, {});
  const json = JSON.stringify(content);
  assert.match(json, /"key":"\/work\/app","label":"app"/);
  assert.doesNotMatch(json, /[\p{Cc}\p{Cf}]|\\u00/u);
  assert.ok(json.length < 5000, String(json.length));
});
