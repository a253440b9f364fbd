import assert from 'node:assert/strict';
import test from 'node:test';
import { StatusPageCheck } from '../../../src/cli/commands/status-page-check.ts';
import type { ServiceStatus } from '../../../src/domain/service-status.ts';
import { manualClock } from '../../support/fakes/manual-clock.ts';

const report: ServiceStatus = { state: 'major_outage', page: 'status.example' };

/** A check with twenty seconds, and the time limits of its lookups. */
function stage(timeoutMs = 20_000) {
  const clock = manualClock(0);
  const lookups: { readonly atMs: number; readonly timeoutMs: number; signal: AbortSignal }[] = [];
  const app = {
    serviceStatus: async (request: { timeoutMs: number; signal: AbortSignal }) => {
      lookups.push({ atMs: clock.now(), ...request });
      return report;
    },
  };
  return { clock, lookups, check: new StatusPageCheck({ app, clock }, timeoutMs) };
}

test('a success costs no lookup and leaves no timer', async () => {
  const { clock, lookups, check } = stage();
  assert.equal(await check.during(async () => 'usage'), 'usage');
  assert.equal(await check.explain([]), undefined);
  assert.deepEqual([lookups, clock.waiting], [[], 0]);
});

test('a server error is looked up once it is known, for 1.5 seconds at most', async () => {
  const { clock, lookups, check } = stage();
  await check.during(() => clock.pass(3_000));
  assert.equal(await check.explain([{ kind: 'server-fault' }]), report);
  assert.deepEqual(
    lookups.map(({ atMs, timeoutMs }) => [atMs, timeoutMs]),
    [[3_000, 1_500]],
  );
});

test('late server errors leave the lookup what is left of the time', async () => {
  const { clock, lookups, check } = stage(2_000);
  await check.during(() => clock.pass(1_200));
  assert.equal(await check.explain([{ kind: 'server-fault' }]), report);
  assert.deepEqual(
    lookups.map(({ timeoutMs }) => timeoutMs),
    [800],
  );
});

test('a time-out is explained without another second', async () => {
  const { clock, lookups, check } = stage();
  await check.during(() => clock.pass(20_000));
  assert.equal(await check.explain([{ kind: 'timed-out' }]), report);
  assert.deepEqual(
    lookups.map(({ atMs, timeoutMs }) => [atMs, timeoutMs]),
    [[18_500, 1_500]],
  );
  const short = stage(2_000);
  await short.check.during(() => short.clock.pass(2_000));
  assert.equal(await short.check.explain([{ kind: 'timed-out' }]), undefined);
  assert.deepEqual(short.lookups, []);
});

test('other failures and a late success end a lookup that has begun', async () => {
  for (const failures of [[], [{ kind: 'offline' } as const]]) {
    const { clock, lookups, check } = stage();
    await check.during(() => clock.pass(19_000));
    assert.equal(await check.explain(failures), undefined);
    assert.deepEqual(
      lookups.map(({ signal }) => signal.aborted),
      [true],
    );
  }
});

test('an error of the work is passed on and leaves no timer', async () => {
  const { clock, check } = stage();
  await assert.rejects(
    check.during(() => Promise.reject(new TypeError('a bug'))),
    TypeError,
  );
  assert.equal(clock.waiting, 0);
});
