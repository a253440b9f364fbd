import assert from 'node:assert/strict';
import test from 'node:test';
import { isExhausted, type QuotaWindow } from '../../../src/domain/quota-window.ts';
import { withSeenWalls, type SeenWall } from '../../../src/domain/seen-wall.ts';
import { assertSame } from '../../support/assert-same.ts';

const hourMs = 3_600_000;
const nowMs = Date.UTC(2026, 8, 20, 12);

const session: QuotaWindow = {
  id: 'session',
  usedPercent: 0,
  used: 0,
  limit: 100,
  remaining: 100,
  unit: 'percent',
  lengthMinutes: 300,
  resetsAtMs: nowMs + 2 * hourMs,
  reliable: true,
};

function correct(window: Partial<QuotaWindow>, wall: Partial<SeenWall>): QuotaWindow | undefined {
  const seen = { windowId: 'session', seenAtMs: nowMs - hourMs, ...wall } as const;
  return withSeenWalls([{ ...session, ...window }], [seen], { fetchedAtMs: nowMs })[0];
}

test('a wall seen in this period outranks a ratio of 0', () => {
  const corrected = correct({}, {});
  assertSame(corrected, {
    id: 'session',
    usedPercent: 100,
    unit: 'percent',
    lengthMinutes: 300,
    resetsAtMs: session.resetsAtMs,
    reliable: true,
  });
  assert.ok(corrected && isExhausted(corrected));
  const monthly = { id: 'monthly', lengthMinutes: undefined } as const;
  assert.equal(correct(monthly, { windowId: 'monthly' })?.usedPercent, 100);
});

const unchanged: Readonly<Record<string, readonly [Partial<QuotaWindow>, Partial<SeenWall>]>> = {
  'a wall of the period before': [{}, { seenAtMs: nowMs - 3 * hourMs - 1 }],
  'a wall of another window': [{}, { windowId: 'weekly' }],
  'a wall after the response': [{}, { seenAtMs: nowMs + 1 }],
  'a window above 0': [{ usedPercent: 12 }, {}],
  'a window without a reset': [{ resetsAtMs: undefined }, {}],
  'a window past its reset': [{ resetsAtMs: nowMs }, {}],
};

for (const [name, [window, wall]] of Object.entries(unchanged)) {
  test(`${name} changes nothing`, () => {
    assert.deepEqual(correct(window, wall), { ...session, ...window });
  });
}
