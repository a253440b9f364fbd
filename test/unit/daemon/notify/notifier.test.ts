import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { notifyTargets } from '../../../../src/config/notify-targets.ts';
import { Notifier } from '../../../../src/daemon/notify/notifier.ts';
import { usageEventKinds } from '../../../../src/domain/events/usage-event.ts';
import type { UsageState } from '../../../../src/domain/usage-state.ts';
import { createNodeHost } from '../../../../src/host/node-host.ts';
import { manualClock } from '../../../support/fakes/manual-clock.ts';
import { startPushServices } from '../../../support/fakes/push-services.ts';
import { fresh, nowMs, session, snapshot } from '../../../support/fakes/snapshots.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { until } from '../../../support/until.ts';

const hourMs = 3_600_000;

function stateAt(usedPercent: number, atMs: number, account?: string): UsageState {
  const reading = {
    ...snapshot([{ ...session, usedPercent, resetsAtMs: nowMs + 4 * hourMs }]),
    fetchedAtMs: atMs,
  };
  return {
    enabled: true,
    accounts: [{ account, outcome: fresh(reading) }],
    refreshing: false,
    atMs,
  };
}

function localTime(ms: number): string {
  return new Date(ms).toTimeString().slice(0, 5);
}

/** A notifier with one target at a fake Slack, on a clock that the test moves. */
async function stage(t: TestContext, more: object = {}) {
  const clock = manualClock(nowMs);
  const services = await startPushServices(t, () => clock.now());
  const folder = tempFolder(t);
  const host = {
    ...createNodeHost({ env: { HOME: folder, KIMIBAR_DATA_DIR: folder, LANG: 'C.UTF-8' } }),
    clock,
  };
  const secretUrl = `${services.root}/services/T0/B0/s-4711`;
  const targets = notifyTargets.read([{ name: 'team', kind: 'slack', secretUrl, ...more }]);
  const notifications = {
    enabled: true,
    thresholds: [20],
    lowIfLasting: true,
    events: usageEventKinds,
    targets,
  };
  const open = (): Notifier => {
    const notifier = new Notifier(host, () => ({ notifications }));
    t.after(() => notifier.close());
    return notifier;
  };
  return { clock, services, open };
}

test('an event is one message, also after a restart', async (t) => {
  const { services, open } = await stage(t);
  const first = open();
  first.observe(stateAt(100, nowMs));
  await until(() => services.received.length > 0, 'the message');
  first.observe(stateAt(100, nowMs + 60_000));
  await first.close();
  const second = open();
  second.observe(stateAt(100, nowMs + 120_000));
  await second.close();
  assert.deepEqual(
    services.received.map(({ text }) => text.split('\n')[0]),
    ['Kimi · 5-hour quota used up'],
  );
  assert.equal(services.requests(), 1);
});

test('a changed price and an early end are pushed, too', async (t) => {
  const { services, open } = await stage(t, { events: ['price-changed', 'will-run-out'] });
  const notifier = open();
  notifier.observe(stateAt(20, nowMs));
  const later = stateAt(96, nowMs + 60_000);
  const outcome = later.accounts[0]?.outcome;
  const priceChange = {
    windowId: 'weekly',
    atMs: nowMs - 24 * hourMs,
    tokensPerPointBefore: 2_900_000,
    tokensPerPoint: 1_100_000,
  } as const;
  notifier.observe({ ...later, accounts: [{ outcome, priceChange }] });
  await until(() => services.received.length === 2, 'both messages');
  const titles = services.received.map(({ text }) => text.split('\n')[0]?.replace(/ about .*/, ''));
  assert.deepEqual(titles.toSorted(), [
    'Kimi · 5-hour quota runs out',
    'Kimi · Weekly quota drains faster',
  ]);
});

test('a busy service gets the message later, with the delay it asks for', async (t) => {
  const { clock, services, open } = await stage(t);
  services.failures.push({ status: 429, body: '{"parameters":{"retry_after":300}}' });
  services.failures.push({ status: 503, body: '' });
  open().observe(stateAt(100, nowMs));
  await until(() => clock.nextWakeMs() !== undefined, 'the first wait');
  assert.equal(clock.nextWakeMs(), 300_000);
  await clock.pass(300_000);
  await until(() => services.requests() === 2 && clock.nextWakeMs() !== undefined, 'the second');
  assert.equal(clock.nextWakeMs(), 60_000);
  await clock.pass(60_000);
  await until(() => services.received.length === 1, 'the message');
  assert.equal(services.requests(), 3);
});

test('a message that may have arrived is not sent again', async (t) => {
  const { clock, services, open } = await stage(t);
  services.failures.push(undefined, { status: 500, body: '' });
  const notifier = open();
  notifier.observe(stateAt(100, nowMs));
  await until(() => services.requests() === 1, 'the first message');
  notifier.observe(stateAt(10, nowMs + 60_000));
  await until(() => services.requests() === 2, 'the second message');
  await notifier.close();
  assert.equal(clock.nextWakeMs(), undefined);
  assert.deepEqual(services.received, []);
});

test('accounts are named only if the target may name them', async (t) => {
  for (const accountNames of [false, true]) {
    const { services, open } = await stage(t, { accountNames });
    open().observe(stateAt(100, nowMs, 'acme <!channel> & co'));
    await until(() => services.received.length > 0, 'the message');
    assert.equal(services.received[0]?.text.includes('acme <!channel> & co'), accountNames);
  }
});

test('a target has its own events and quiet hours', async (t) => {
  const onlyReset = await stage(t, { events: ['quota-restored'] });
  const silent = onlyReset.open();
  silent.observe(stateAt(100, nowMs));
  await silent.close();
  assert.equal(onlyReset.services.requests(), 0);

  const quietHours = { from: localTime(nowMs - hourMs), to: localTime(nowMs + hourMs) };
  const quiet = await stage(t, { quietHours });
  const notifier = quiet.open();
  notifier.observe(stateAt(100, nowMs));
  notifier.observe(stateAt(100, nowMs + 2 * hourMs));
  await until(() => quiet.services.received.length > 0, 'the message after the quiet hours');
  assert.equal(quiet.services.requests(), 1);
});
