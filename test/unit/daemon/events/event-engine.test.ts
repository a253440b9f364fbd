import assert from 'node:assert/strict';
import test from 'node:test';
import type { EventMemory } from '../../../../src/domain/events/event-memory.ts';
import type { FailureFacts } from '../../../../src/domain/failure.ts';
import type { QuotaWindow } from '../../../../src/domain/quota-window.ts';
import { isQuotaEvent, type UsageEvent } from '../../../../src/domain/events/usage-event.ts';
import { silentLog } from '../../../../src/host/log.ts';
import { EventEngine } from '../../../../src/daemon/events/event-engine.ts';

const minuteMs = 60_000;
const noonMs = new Date(2026, 10, 16, 12).getTime();
const resetsAtMs = noonMs + 50 * 3_600_000;

function weekly(usedPercent: number, more: Partial<QuotaWindow> = {}): QuotaWindow {
  return {
    id: 'weekly',
    usedPercent,
    unit: 'percent',
    lengthMinutes: 10_080,
    resetsAtMs,
    reliable: true,
    ...more,
  };
}

/** An engine with its memory, given usage every five minutes. */
function stage(
  options: {
    memory?: EventMemory | undefined;
    quietHours?: { from: string; to: string } | undefined;
  } = {},
) {
  let memory = options.memory;
  const engine = new EventEngine({
    log: silentLog,
    memory: { read: () => memory, write: async (next) => void (memory = next) },
    settings: () => ({
      thresholds: [50, 20, 10],
      lowIfLasting: true,
      quietHours: options.quietHours,
    }),
  });
  let atMs = noonMs;
  const tell = (
    outcome: Parameters<typeof engine.observe>[0]['accounts'][number]['outcome'],
  ): string[] => {
    const events = engine.observe({
      enabled: true,
      accounts: [outcome === undefined ? {} : { outcome }],
      refreshing: false,
      atMs,
    });
    atMs += 5 * minuteMs;
    return events.map(words);
  };
  return {
    reads: (windows: readonly QuotaWindow[], plan?: string) =>
      tell({
        kind: 'fresh',
        snapshot: {
          windows,
          source: 'api-key',
          fetchedAtMs: atMs,
          plan,
        },
        attempts: [],
      }),
    fails: (failure: FailureFacts, windows: readonly QuotaWindow[] = []) =>
      tell({
        kind: 'failed',
        failure,
        attempts: [],
        lastGood: { windows, source: 'api-key', fetchedAtMs: atMs },
      }),
    starts: () =>
      engine.observe({ enabled: true, accounts: [], refreshing: false, atMs }).map(words),
    waits: (ms: number) => void (atMs += ms),
    memory: async () => {
      await engine.flush();
      return memory;
    },
  };
}

function words(event: UsageEvent): string {
  if (!isQuotaEvent(event)) return event.kind;
  return event.thresholdPercent === undefined
    ? event.kind
    : `${event.kind} ${event.thresholdPercent}`;
}

test('if several thresholds are crossed at once, only the lowest is reported', () => {
  const { reads } = stage();
  assert.deepEqual(reads([weekly(10)]), []);
  assert.deepEqual(reads([weekly(85)]), ['quota-low 20', 'will-run-out']);
  assert.deepEqual(reads([weekly(85)]), []);
  assert.deepEqual(reads([weekly(90)]), ['quota-low 10']);
  assert.deepEqual(reads([weekly(100)]), ['quota-exhausted']);
  assert.deepEqual(reads([weekly(100)]), []);
});

test('the first run reports only what matters now', () => {
  assert.deepEqual(stage().reads([weekly(30)]), []);
  const low = stage();
  assert.deepEqual(low.reads([weekly(93)]), ['quota-low 10']);
  assert.deepEqual(low.reads([weekly(93)]), []);
  assert.deepEqual(
    stage().reads([weekly(100), weekly(100, { id: 'session', lengthMinutes: 300 })]),
    ['quota-exhausted', 'quota-exhausted'],
  );
  const never = stage();
  assert.deepEqual(never.fails({ kind: 'credential-missing' }), []);
  assert.deepEqual(never.reads([weekly(30)]), []);
});

test('a share that wavers around a threshold crosses it once', () => {
  const { reads } = stage();
  reads([weekly(60)]);
  assert.deepEqual(reads([weekly(80.2)]), ['quota-low 20', 'will-run-out']);
  assert.deepEqual(
    [79.5, 80.5, 78, 81].flatMap((used) => reads([weekly(used)])),
    [],
  );
  assert.deepEqual(reads([weekly(70)]), []);
  // At 70% it was still likely to run out: that is no second crossing.
  assert.deepEqual(reads([weekly(81)]), ['quota-low 20']);
});

test('unreliable and stale usage triggers no quota events', () => {
  const { reads, fails } = stage();
  reads([weekly(30)]);
  assert.deepEqual(reads([weekly(100, { reliable: false })]), []);
  assert.deepEqual(fails({ kind: 'server-fault' }, [weekly(100)]), []);
  assert.deepEqual(reads([weekly(30)]), []);
});

test('a reset is reported, and that the window is available again', () => {
  const { reads, waits } = stage();
  reads([weekly(40)]);
  assert.deepEqual(reads([weekly(100)]), ['quota-exhausted']);
  waits(50 * 3_600_000);
  assert.deepEqual(reads([weekly(2, { resetsAtMs: resetsAtMs + 7 * 86_400_000 })]), [
    'quota-reset',
    'quota-restored',
  ]);
  assert.deepEqual(reads([weekly(2, { resetsAtMs: resetsAtMs + 7 * 86_400_000 })]), []);
});

test('an unused window that slides along is no reset', () => {
  const { reads, waits } = stage();
  for (let hour = 0; hour < 24; hour += 1) {
    assert.deepEqual(
      reads([
        weekly(0, {
          id: 'session',
          lengthMinutes: 300,
          resetsAtMs: noonMs + (hour + 5) * 3_600_000,
        }),
      ]),
      [],
    );
    waits(55 * minuteMs);
  }
});

test('a window that disappears and returns, a plan change and a wavering reset time are no resets', () => {
  const { reads } = stage();
  reads([weekly(30), weekly(60, { id: 'session', lengthMinutes: 300 })], 'Moderato');
  assert.deepEqual(reads([weekly(30)], 'Moderato'), []);
  assert.deepEqual(reads([weekly(30), weekly(60, { id: 'session', lengthMinutes: 300 })]), []);
  assert.deepEqual(reads([weekly(3, { resetsAtMs: resetsAtMs + 6 * 86_400_000 })], 'Allegro'), []);
  assert.deepEqual(
    reads([weekly(3, { resetsAtMs: resetsAtMs + 6 * 86_400_000 + 90_000 })], 'Allegro'),
    [],
  );
});

test('a bigger plan makes an exhausted window available without a reset', () => {
  const { reads } = stage();
  reads([weekly(100)], 'Moderato');
  assert.deepEqual(reads([weekly(28)], 'Allegretto'), ['quota-restored']);
});

test('usage that returns to zero early is a reset', () => {
  const { reads } = stage();
  reads([weekly(60)]);
  assert.deepEqual(reads([weekly(0, { resetsAtMs: resetsAtMs + 5 * 86_400_000 })]), [
    'quota-reset',
  ]);
});

test('in quiet hours nothing is reported; afterwards what still applies', () => {
  const { reads, waits } = stage({ quietHours: { from: '22:00', to: '08:00' } });
  reads([weekly(40)]);
  waits(10.5 * 3_600_000);
  assert.deepEqual(reads([weekly(75)]), []);
  assert.deepEqual(reads([weekly(92)]), []);
  assert.deepEqual(reads([weekly(100)]), []);
  waits(10 * 3_600_000);
  assert.deepEqual(reads([weekly(100)]), ['quota-exhausted']);
  const restored = stage({ quietHours: { from: '22:00', to: '08:00' } });
  restored.reads([weekly(40)]);
  restored.waits(10.5 * 3_600_000);
  restored.reads([weekly(100)]);
  restored.fails({ kind: 'credential-rejected' });
  restored.reads([weekly(20)]);
  restored.waits(10 * 3_600_000);
  assert.deepEqual(restored.reads([weekly(20)]), []);
});

test('service-failing needs three failures, not three looks at one', () => {
  const { reads, fails, waits } = stage();
  reads([weekly(30)]);
  assert.deepEqual(fails({ kind: 'server-fault' }), []);
  waits(-5 * minuteMs + 1000);
  assert.deepEqual(fails({ kind: 'server-fault' }), []);
  assert.deepEqual(fails({ kind: 'timed-out' }), []);
  assert.deepEqual(fails({ kind: 'offline' }), ['service-failing']);
  assert.deepEqual(fails({ kind: 'offline' }), []);
  assert.deepEqual(reads([weekly(30)]), ['service-recovered']);
  assert.deepEqual(reads([weekly(30)]), []);
});

test('a sign-in is lost once and recovered once; an expired CLI login is not lost', () => {
  const { reads, fails } = stage();
  reads([weekly(30)]);
  assert.deepEqual(
    fails({ kind: 'credential-expired', detail: { code: 'cli-login-renewable' } }),
    [],
  );
  assert.deepEqual(fails({ kind: 'credential-rejected' }), ['credential-lost']);
  assert.deepEqual(fails({ kind: 'credential-missing' }), []);
  assert.deepEqual(reads([weekly(30)]), ['credential-recovered']);
});

test('an account without an outcome after a start is not forgotten', () => {
  const { reads, starts } = stage();
  assert.deepEqual(reads([weekly(95)]), ['quota-low 10']);
  assert.deepEqual(starts(), []);
  assert.deepEqual(reads([weekly(95)]), []);
});

test('the next process remembers what was reported', async () => {
  const first = stage();
  first.reads([weekly(30)]);
  assert.deepEqual(first.reads([weekly(95)]), ['quota-low 10', 'will-run-out']);
  first.fails({ kind: 'credential-rejected' });
  const memory = await first.memory();
  assert.ok(memory !== undefined);
  const second = stage({ memory });
  second.waits(15 * minuteMs);
  assert.deepEqual(second.reads([weekly(95)]), ['credential-recovered']);
});

test('when the clock is set back, events go on', () => {
  const { reads, waits } = stage();
  assert.deepEqual(reads([weekly(30)]), []);
  waits(-600 * minuteMs);
  assert.deepEqual(reads([weekly(53)]), ['quota-low 50']);
  assert.deepEqual(reads([weekly(100)]), ['quota-exhausted']);
});
