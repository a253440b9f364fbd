import assert from 'node:assert/strict';
import { join } from 'node:path';
import test from 'node:test';
import type { QuotaWindow } from '../../../../src/domain/quota-window.ts';
import { isQuotaEvent, type UsageEvent } from '../../../../src/domain/events/usage-event.ts';
import type { UsageOutcome } from '../../../../src/domain/usage-snapshot.ts';
import { createNodeHost } from '../../../../src/host/node-host.ts';
import { EventEngine } from '../../../../src/daemon/events/event-engine.ts';
import { openEventMemoryFile } from '../../../../src/store/event-memory-file.ts';
import { accountAt, openAccount, type Quota } from '../../../../src/simulator/quota-account.ts';
import {
  dayMs,
  hourMs,
  minuteMs,
  session,
  weekly,
} from '../../../../src/simulator/starting-quotas.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

/** In local time, as quiet hours are. */
const mondayMs = new Date(2026, 10, 16).getTime();

function windowOf({ id, used, limit, lengthMs, resetsAtMs }: Quota): QuotaWindow {
  const usedPercent = Math.min(100, (used / limit) * 100);
  return {
    id,
    used,
    limit,
    usedPercent,
    unit: 'requests',
    lengthMinutes: lengthMs / minuteMs,
    resetsAtMs,
    reliable: true,
  };
}

/**
 * A week of usage every five minutes: work without a pause, an outage on Tuesday, a lost sign-in on
 * Wednesday.
 */
function* weekOfReadings(): Generator<{ atMs: number; outcome: UsageOutcome }> {
  let account = openAccount([session(0, 5 * hourMs), weekly(900, 4 * dayMs)], mondayMs, 100_000);
  for (let atMs = mondayMs; atMs <= mondayMs + 7 * dayMs; atMs += 5 * minuteMs) {
    account = accountAt(account, atMs);
    const snapshot = {
      windows: account.quotas.map(windowOf),
      source: 'api-key',
      fetchedAtMs: atMs,
    } as const;
    const hour = (atMs - mondayMs) / hourMs;
    const failed = (kind: 'server-fault' | 'credential-rejected'): UsageOutcome => ({
      kind: 'failed',
      failure: { kind },
      lastGood: {
        ...snapshot,
        windows: snapshot.windows.map((window) => ({ ...window, usedPercent: 100 })),
      },
      attempts: [],
    });
    if (hour >= 34 && hour < 36) yield { atMs, outcome: failed('server-fault') };
    else if (hour >= 37 && hour < 37.15) yield { atMs, outcome: failed('server-fault') };
    else if (hour >= 58 && hour < 61) yield { atMs, outcome: failed('credential-rejected') };
    else yield { atMs, outcome: { kind: 'fresh', snapshot, attempts: [] } };
  }
}

/** `Mon 03:20 session quota-low 20` */
function line(event: UsageEvent): string {
  const at = new Date(event.atMs).toString().replace(/^(\w{3}) .*? (\d\d:\d\d):.*$/, '$1 $2');
  if (!isQuotaEvent(event)) return `${at} ${event.kind}`;
  return [at, event.windowId, event.kind, event.thresholdPercent]
    .filter((part) => part !== undefined)
    .join(' ');
}

/** Small, fast and the same everywhere. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

async function liveThroughWeek(
  path: string,
  restartChance: number,
  seed: number,
): Promise<{ told: string[]; restarts: number }> {
  const host = createNodeHost();
  const random = randomFrom(seed);
  const start = (): EventEngine =>
    new EventEngine({
      log: host.log,
      memory: openEventMemoryFile(host, path),
      settings: () => ({
        thresholds: [50, 20, 10],
        lowIfLasting: true,
        quietHours: { from: '22:00', to: '08:00' },
      }),
    });
  const told: string[] = [];
  let engine = start();
  let restarts = 0;
  for (const { atMs, outcome } of weekOfReadings()) {
    const state = { enabled: true, accounts: [{ outcome }], refreshing: false, atMs };
    told.push(...engine.observe(state).map(line));
    // States are published more often than Kimi is asked.
    assert.deepEqual(engine.observe({ ...state, refreshing: true, atMs: atMs + 1000 }), []);
    if (random() < restartChance) {
      await engine.flush();
      engine = start();
      restarts += 1;
    }
  }
  await engine.flush();
  return { told, restarts };
}

/**
 * A request every 100 seconds: the 5-hour windows begin at 0, 5, 10 … o'clock on Monday and an hour
 * earlier each day, and see 180 of 200 requests. The week holds 1148 at the start (31 h 53 min of
 * work) and 2048 from Friday on (56 h 53 min).
 */
const expected = `
Mon 08:00 session quota-low 50
Mon 08:00 weekly quota-low 50
Mon 08:00 weekly will-run-out
Mon 09:30 session quota-low 20
Mon 10:00 session quota-reset
Mon 12:50 session quota-low 50
Mon 14:30 session quota-low 20
Mon 15:00 session quota-reset
Mon 17:50 session quota-low 50
Mon 19:30 session quota-low 20
Mon 20:00 session quota-reset
Mon 20:35 weekly quota-low 20
Tue 08:00 session quota-reset
Tue 08:00 weekly quota-exhausted
Tue 10:10 service-failing
Tue 12:00 service-recovered
Tue 12:00 session quota-reset
Wed 10:00 credential-lost
Wed 13:00 credential-recovered
Fri 08:00 session quota-low 50
Fri 08:00 weekly quota-reset
Fri 08:00 weekly quota-restored
Fri 08:00 weekly will-run-out
Fri 08:30 session quota-low 20
Fri 09:00 session quota-reset
Fri 11:50 session quota-low 50
Fri 13:30 session quota-low 20
Fri 14:00 session quota-reset
Fri 16:50 session quota-low 50
Fri 18:30 session quota-low 20
Fri 19:00 session quota-reset
Fri 21:50 session quota-low 50
Sat 08:00 session quota-low 50
Sat 08:00 weekly quota-low 50
Sat 09:30 session quota-low 20
Sat 10:00 session quota-reset
Sat 12:50 session quota-low 50
Sat 14:30 session quota-low 20
Sat 15:00 session quota-reset
Sat 17:50 session quota-low 50
Sat 19:30 session quota-low 20
Sat 20:00 session quota-reset
Sat 21:35 weekly quota-low 20
Sun 08:00 session quota-reset
Sun 08:00 weekly quota-low 10
Sun 08:50 session quota-low 50
Sun 08:55 weekly quota-exhausted
Sun 11:00 session quota-reset
`;

test('a week reports exactly its events, by day, and restarts change nothing', async (t) => {
  const folder = tempFolder(t);
  const calm = await liveThroughWeek(join(folder, 'calm', 'events.json'), 0, 1);
  assert.deepEqual(calm.told, expected.trim().split('\n'));
  for (const seed of [7, 42, 2026]) {
    const shaken = await liveThroughWeek(join(folder, String(seed), 'events.json'), 0.05, seed);
    assert.ok(shaken.restarts > 50);
    assert.deepEqual(shaken.told, calm.told);
  }
});
