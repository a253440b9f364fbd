import assert from 'node:assert/strict';
import test from 'node:test';
import { waitForQuota, type GuardCheck } from '../../../../src/cli/commands/guard/guard-wait.ts';
import type { FailureKind } from '../../../../src/domain/failure.ts';
import { Failure } from '../../../../src/domain/failure.ts';
import { recordedContext } from '../../../support/recorded-context.ts';

// Local time: the texts have no weekday.
const startMs = new Date(2026, 0, 5, 12).getTime();
const minuteMs = 60_000;

function blocked(resetsAtMs?: number): GuardCheck {
  const decision = {
    decision: 'blocked',
    window: 'session',
    remainingPercent: 0,
    resetsAtMs,
  } as const;
  return {
    decision,
    outcome: {
      kind: 'fresh',
      snapshot: { windows: [], source: 'api-key', fetchedAtMs: startMs },
      attempts: [],
    },
  };
}

const ok: GuardCheck = {
  decision: { decision: 'ok', window: 'session', remainingPercent: 100 },
  outcome: {
    kind: 'fresh',
    snapshot: { windows: [], source: 'api-key', fetchedAtMs: startMs },
    attempts: [],
  },
};

function failing(kind: FailureKind, retryAfterMs?: number): GuardCheck {
  const failure = { kind, retryAfterMs };
  return {
    decision: { decision: 'unknown', window: 'any', reason: 'fetch-failed' },
    outcome: { kind: 'failed', failure, attempts: [] },
  };
}

/**
 * Waits through the given checks on a clock that jumps. Returns the minute of each check, and
 * whether it was fresh.
 */
async function wait(
  checks: readonly GuardCheck[],
  { maxWaitMs = 6 * 60 * minuteMs, signal = new AbortController().signal } = {},
) {
  const { ctx, stderr } = recordedContext('/nowhere');
  let nowMs = startMs;
  const clock = {
    now: () => nowMs,
    async sleep(ms: number, abort?: AbortSignal) {
      abort?.throwIfAborted();
      nowMs += ms;
    },
  };
  const seen: [number, boolean][] = [];
  const check = async (fresh: boolean): Promise<GuardCheck> => {
    seen.push([(nowMs - startMs) / minuteMs, fresh]);
    return checks[seen.length - 1] ?? ok;
  };
  const end = await waitForQuota(
    { ...ctx, host: { ...ctx.host, clock }, signal },
    { maxWaitMs, check },
  );
  return { decision: end.decision.decision, seen, stderr: stderr() };
}

test('it does not wait if enough is left', async () => {
  assert.deepEqual(await wait([ok]), { decision: 'ok', seen: [[0, false]], stderr: '' });
});

test('it waits until shortly after the reset, then checks again', async () => {
  const { decision, seen, stderr } = await wait([blocked(startMs + 90 * minuteMs)]);
  assert.equal(decision, 'ok');
  assert.deepEqual(seen, [
    [0, false],
    [90 + 5 / 60, true],
  ]);
  assert.match(stderr, /^Waiting for the 5-hour quota to reset in 1h 31m \(\d\d:\d\d\)\.\n$/);
});

test('if the numbers do not follow a reset, it checks once a minute', async () => {
  const resetsAtMs = startMs + minuteMs;
  const { seen } = await wait([blocked(resetsAtMs), blocked(resetsAtMs), blocked(resetsAtMs)]);
  assert.deepEqual(
    seen.map(([minutes]) => minutes),
    [0, 1 + 5 / 60, 2 + 5 / 60, 3 + 5 / 60],
  );
});

test('it waits again if another window is used up by then, but never longer than allowed', async () => {
  const { decision, seen, stderr } = await wait(
    [blocked(startMs + 10 * minuteMs), blocked(startMs + 50 * minuteMs)],
    {
      maxWaitMs: 30 * minuteMs,
    },
  );
  assert.equal(decision, 'blocked');
  assert.equal(seen.length, 2);
  assert.match(stderr, /Not waiting: it resets in 40m, longer than --max-wait \(30m\)\.\n$/);
});

test('it does not wait for an unknown reset', async () => {
  const { decision, stderr } = await wait([blocked()]);
  assert.deepEqual([decision, stderr], ['blocked', 'Not waiting: the reset time is unknown.\n']);
});

test('it retries a failing service after a minute or its Retry-After, unless only the user can help', async () => {
  const { seen, decision } = await wait([
    failing('server-fault'),
    failing('rate-limited', 5 * minuteMs),
    failing('offline'),
  ]);
  assert.equal(decision, 'ok');
  assert.deepEqual(
    seen.map(([minutes]) => minutes),
    [0, 1, 6, 7],
  );
  for (const kind of ['credential-missing', 'credential-rejected', 'invalid-config'] as const) {
    assert.equal((await wait([failing(kind)])).decision, 'unknown');
  }
});

test('if it could not check in time, it says that and nothing of a reset', async () => {
  const { decision, stderr } = await wait([failing('offline')], { maxWaitMs: minuteMs / 2 });
  assert.equal(decision, 'unknown');
  assert.equal(
    stderr,
    'Not waiting longer: the quota could not be checked within --max-wait (1m).\n',
  );
});

test('it ends at once if cancelled', async () => {
  const cancel = new AbortController();
  cancel.abort(new Failure('cancelled', 'cancelled'));
  await assert.rejects(wait([blocked(startMs + minuteMs)], { signal: cancel.signal }), {
    kind: 'cancelled',
  });
});

test('it waits by Kimi’s clock if this machine’s differs', async () => {
  const check = blocked(startMs - 90 * minuteMs);
  const skewed: GuardCheck = {
    ...check,
    outcome: {
      kind: 'fresh',
      snapshot: {
        windows: [],
        source: 'api-key',
        fetchedAtMs: startMs,
        clockOffsetMs: 180 * minuteMs,
      },
      attempts: [],
    },
  };
  const { seen, stderr } = await wait([skewed]);
  assert.deepEqual(
    seen.map(([minute, fresh]) => [Math.floor(minute), fresh]),
    [
      [0, false],
      [90, true],
    ],
  );
  assert.match(stderr, /1h 31m/);
});
