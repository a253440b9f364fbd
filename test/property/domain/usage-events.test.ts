import assert from 'node:assert/strict';
import test from 'node:test';
import * as fc from 'fast-check';
import { observeAccount } from '../../../src/domain/events/account-events.ts';
import type { AccountMemory } from '../../../src/domain/events/event-memory.ts';
import type { UsageEvent } from '../../../src/domain/events/usage-event.ts';
import type { UsageOutcome } from '../../../src/domain/usage-snapshot.ts';
import { runs } from '../../support/property-runs.ts';

const minuteMs = 60_000;
const thresholds = [50, 20, 10];

/** One look at Kimi: how long after the last one, and what came of it. */
const step = fc.record({
  waitMs: fc.integer({ min: 0, max: 400 * minuteMs }),
  quiet: fc.boolean(),
  answer: fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        use: fc.integer({ min: -30, max: 60 }),
        reliable: fc.boolean(),
        shown: fc.boolean(),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        'server-fault',
        'offline',
        'credential-rejected',
        'credential-expired',
      ),
    },
  ),
});

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;
type Told = { readonly event: UsageEvent; readonly index: number };

/** Plays the steps against a 5-hour window that resets by itself; the memory goes through JSON each time, as over a restart. */
function play(steps: readonly Step[]) {
  let memory: AccountMemory | undefined;
  let atMs = Date.parse('2026-11-16T00:00:00Z');
  let resetsAtMs = atMs + 300 * minuteMs;
  let used = 0;
  const told: Told[] = [];
  const seen = steps.map(({ waitMs, quiet, answer }, index) => {
    atMs += waitMs;
    for (; resetsAtMs <= atMs; resetsAtMs += 300 * minuteMs) used = 0;
    used = typeof answer === 'string' ? used : Math.min(100, Math.max(0, used + answer.use));
    const outcome = outcomeOf(answer, { used, resetsAtMs, atMs });
    const after = observeAccount(
      memory,
      { outcome, isNew: true, nowMs: atMs },
      { thresholds, lowIfLasting: true, quiet },
    );
    memory = JSON.parse(JSON.stringify(after.memory)) as AccountMemory;
    const again = observeAccount(
      memory,
      { outcome, isNew: false, nowMs: atMs },
      { thresholds, lowIfLasting: true, quiet },
    );
    assert.deepEqual(again.events, [], 'the same state twice');
    if (quiet) assert.deepEqual(after.events, [], 'quiet');
    told.push(...after.events.map((event) => ({ event, index })));
    const counts = typeof answer !== 'string' && answer.reliable && answer.shown;
    return {
      left: counts ? 100 - used : undefined,
      period: resetsAtMs,
      fresh: typeof answer !== 'string',
    };
  });
  return { told, seen };
}

function outcomeOf(
  answer: Step['answer'],
  { used, resetsAtMs, atMs }: { used: number; resetsAtMs: number; atMs: number },
): UsageOutcome {
  if (typeof answer === 'string')
    return { kind: 'failed', failure: { kind: answer }, attempts: [] };
  const other = { id: 'monthly', usedPercent: 0, unit: 'percent', reliable: true } as const;
  const session = {
    id: 'session',
    usedPercent: used,
    unit: 'percent',
    lengthMinutes: 300,
    resetsAtMs,
    reliable: answer.reliable,
  } as const;
  const windows = answer.shown ? [session, other] : [other];
  return {
    kind: 'fresh',
    snapshot: { windows, source: 'api-key', fetchedAtMs: atMs },
    attempts: [],
  };
}

test('nothing is told twice without a crossing in between, whatever the readings and restarts', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const { told, seen } = play(steps);
      const between = (from: number, to: number) => seen.slice(from, to + 1);
      for (const { event, index } of told) {
        const sameKind = ({ event: other, index: at }: Told): boolean =>
          at < index && other.kind === event.kind;
        const before = told.findLast(sameKind);
        const left = seen[index]?.left;
        if (event.kind === 'quota-exhausted') assert.equal(left, 0);
        if (event.kind === 'quota-low')
          assert.ok(left !== undefined && left > 0 && left <= (event.thresholdPercent ?? 0));
        if (before === undefined) continue;
        const span = between(before.index, index);
        const anew = new Set(span.map(({ period }) => period)).size > 1;
        if (event.kind === 'quota-low' && before.event.kind === 'quota-low') {
          const at = event.thresholdPercent ?? 0;
          const risen = span.some((reading) => (reading.left ?? 0) >= at + 3);
          assert.ok(anew || risen || at < (before.event.thresholdPercent ?? 0), 'low twice');
        } else if (event.kind === 'quota-exhausted')
          assert.ok(anew || span.some((reading) => (reading.left ?? 0) > 0), 'exhausted twice');
        else if (event.kind === 'quota-reset') assert.ok(anew, 'reset twice');
        else if (event.kind === 'quota-restored')
          assert.ok(
            told.some(
              (other) => other.event.kind === 'quota-exhausted' && other.index >= before.index,
            ),
            'restored twice',
          );
        else if (event.kind === 'credential-lost' || event.kind === 'service-failing')
          assert.ok(span.some(({ fresh }) => fresh));
      }
    }),
    runs(600),
  );
});

test('recovery is told only of what was told to be wrong', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const kinds = play(steps).told.map(({ event }) => event.kind);
      const pairs = [
        ['credential-lost', 'credential-recovered'],
        ['service-failing', 'service-recovered'],
        ['quota-exhausted', 'quota-restored'],
      ] as const;
      for (const [wrong, right] of pairs) {
        let open = 0;
        for (const kind of kinds) {
          open += kind === wrong ? 1 : kind === right ? -1 : 0;
          assert.ok(open >= 0, `${right} without ${wrong}`);
          if (kind === wrong && wrong !== 'quota-exhausted')
            assert.equal(open, 1, `${wrong} twice`);
          if (wrong === 'quota-exhausted') open = Math.min(open, 1);
        }
      }
    }),
    runs(300),
  );
});
