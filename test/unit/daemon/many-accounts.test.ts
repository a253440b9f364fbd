import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { randomFrom, seedOf, type Random } from '../../support/random.ts';
import {
  accountNames,
  gapsOf,
  manyAccounts,
  mostWithin,
  type Reply,
} from './many-accounts-stage.ts';
import { minuteMs, startMs } from './refresh-loop-stage.ts';

const count = 500;
const hourMs = 60 * minuteMs;
/** A request that gets no response ends after this. */
const timeoutMs = 20_000;

type Health = 'well' | 'failing' | 'rate-limited' | 'slow' | 'silent';

const prompt = (): Reply => ({ afterMs: 300 });

/** Of 500 accounts 10% fail, 5% are rate-limited, 3% are slow and 2% never respond. */
function healthOf(name: string): Health {
  // They do not follow each other.
  const at = (Number(name.split('-')[1]) * 37) % 100;
  if (at < 10) return 'failing';
  if (at < 15) return 'rate-limited';
  if (at < 18) return 'slow';
  return at < 20 ? 'silent' : 'well';
}

function replyOf(name: string, random: Random): Reply {
  const promptMs = 50 + random() * 800;
  switch (healthOf(name)) {
    case 'failing':
      return { afterMs: promptMs, failure: { kind: 'server-fault' } };
    case 'rate-limited':
      return {
        afterMs: promptMs,
        failure: { kind: 'rate-limited', retryAfterMs: minuteMs * (1 + random() * 40) },
      };
    case 'slow':
      return { afterMs: timeoutMs * (0.6 + random() * 0.3) };
    case 'silent':
      return { afterMs: timeoutMs, failure: { kind: 'timed-out' } };
    case 'well':
      return random() < 0.01
        ? { afterMs: promptMs, failure: { kind: 'offline' } }
        : { afterMs: promptMs };
  }
}

function stageOf(t: TestContext, cadence: 5 | 15 | 30) {
  const random = randomFrom(seedOf(t));
  const names = accountNames(count);
  const reply = (name: string): Reply => replyOf(name, random);
  return { names, ...manyAccounts(t, { names, cadence, random, reply }) };
}

const isHealthy = (name: string): boolean => ['well', 'slow'].includes(healthOf(name));

/** The shortest time between two requests for an account at a cadence of half an hour. */
const leastGapMs: Readonly<Record<Health, number>> = {
  // Once in a while it is offline, and the network may be back in a minute.
  well: minuteMs,
  slow: 30 * minuteMs,
  failing: 25 * minuteMs,
  silent: minuteMs,
  'rate-limited': 25 * minuteMs,
};

test('500 accounts for a day: no account starves, none is asked too often', async (t) => {
  const { names, clock, asked, running, openLoop, pass } = stageOf(t, 30);
  openLoop();
  await pass(24 * hourMs);
  assert.ok(running.most <= 8, `${running.most} at once`);
  // Eight may start at once after a quiet time, and then ten a second.
  assert.ok(mostWithin(1000, asked) <= 8 + 10, `${mostWithin(1000, asked)} in a second`);
  assert.ok(asked.length <= count * (24 * 2 + 1) * 1.05, `${asked.length} requests`);
  const byName = Map.groupBy(asked, ({ slot }) => slot);
  for (const name of names) {
    const own = byName.get(name) ?? [];
    const { shortestMs, longestMs } = gapsOf(own.map(({ atMs }) => atMs));
    const is = `${name} (${healthOf(name)}): ${shortestMs / minuteMs} to ${longestMs / minuteMs} min`;
    assert.ok(own.length > 24 && shortestMs >= leastGapMs[healthOf(name)], is);
    if (!isHealthy(name)) assert.ok(longestMs <= 45 * minuteMs, is);
    const goodAtMs = own.filter(({ isGood }) => isGood).map(({ endedAtMs }) => endedAtMs);
    const good = gapsOf([startMs, ...goodAtMs, clock.now()]);
    if (isHealthy(name))
      assert.ok(good.longestMs <= 65 * minuteMs, `${is}, good ${good.longestMs}`);
  }
});

test('500 accounts: the first refreshes take three minutes, then they are spread', async (t) => {
  const { names, asked, openLoop, pass } = stageOf(t, 5);
  openLoop();
  await pass(3 * minuteMs);
  assert.equal(new Set(asked.map(({ slot }) => slot)).size, names.length);
  await pass(7 * minuteMs);
  const later = asked.filter(({ atMs }) => atMs >= startMs + 5 * minuteMs);
  // Evenly it would be 100 a minute.
  assert.ok(mostWithin(minuteMs, later) <= 200, `${mostWithin(minuteMs, later)} in a minute`);
});

test('500 accounts: a restart sends nothing before it is due', async (t) => {
  const random = randomFrom(seedOf(t));
  const names = accountNames(count);
  const { asked, openLoop, pass } = manyAccounts(t, { names, cadence: 5, random, reply: prompt });
  const first = openLoop();
  await pass(4 * minuteMs);
  await first.close();
  openLoop();
  await pass(30_000);
  assert.equal(asked.length, names.length);
  await pass(10 * minuteMs);
  for (const own of Map.groupBy(asked, ({ slot }) => slot).values())
    assert.ok(gapsOf(own.map(({ atMs }) => atMs)).shortestMs >= 5 * minuteMs);
});

test('500 accounts: after a sleep of the machine there is no burst', async (t) => {
  const { clock, names, asked, running, openLoop, pass } = stageOf(t, 30);
  const loop = openLoop();
  await pass(5 * minuteMs);
  clock.set(8 * hourMs);
  const wokenAtMs = clock.now();
  loop.recheck();
  // Those that never respond take their places for twenty seconds.
  await pass(10 * minuteMs);
  const woken = asked.filter(({ atMs }) => atMs >= wokenAtMs);
  assert.equal(new Set(woken.map(({ slot }) => slot)).size, names.length);
  assert.ok(mostWithin(1000, woken) <= 18 && running.most <= 8);
});

test('a user’s refresh of many accounts shares what runs and is not repeated', async (t) => {
  const random = randomFrom(seedOf(t));
  const names = accountNames(40);
  const { clock, asked, openLoop, pass } = manyAccounts(t, {
    names,
    cadence: 5,
    random,
    reply: prompt,
  });
  const loop = openLoop();
  await pass(5_000);
  const before = asked.length;
  const forcedAtMs = clock.now();
  const forced = loop.refresh();
  await pass(20_000);
  await forced;
  const ended = asked.filter(({ endedAtMs }) => endedAtMs >= forcedAtMs);
  assert.equal(new Set(ended.map(({ slot }) => slot)).size, names.length);
  assert.ok(asked.length <= before + names.length);
});

test('slow failures leave half of the places to others', async (t) => {
  const random = randomFrom(seedOf(t));
  const names = accountNames(40);
  let isDown = true;
  const reply = (name: string): Reply =>
    isDown && Number(name.split('-')[1]) < 30
      ? { afterMs: timeoutMs, failure: { kind: 'timed-out' } }
      : { afterMs: 200 };
  const { asked, openLoop, pass } = manyAccounts(t, { names, cadence: 5, random, reply });
  openLoop();
  await pass(60 * minuteMs);
  isDown = false;
  for (const name of names.slice(30)) {
    const starts = asked.filter(({ slot }) => slot === name).map(({ atMs }) => atMs);
    assert.ok(gapsOf(starts).longestMs <= 11 * minuteMs, name);
  }
  await pass(35 * minuteMs);
  const ended = asked.filter(({ endedAtMs }) => endedAtMs < Infinity);
  for (const name of names)
    assert.ok(ended.findLast(({ slot }) => slot === name)?.isGood, `${name} is not back`);
});

test('an outage with Retry-After stops all accounts of the service', async (t) => {
  const failure = { kind: 'server-fault', retryAfterMs: 20 * minuteMs } as const;
  const { asked, openLoop, pass } = limitedStage(t, () => failure);
  const loop = openLoop();
  await pass(19 * minuteMs);
  assert.ok(asked.length <= 8, `${asked.length} requests`);
  await loop.refresh();
  assert.ok(asked.length <= 8, 'a user does not change that');
  await pass(3 * minuteMs);
  assert.ok(asked.length > 8, 'then it goes on');
});

const limited = { kind: 'rate-limited', retryAfterMs: 20 * minuteMs } as const;

test('a rate limit is the account’s own; if all have one, it goes on slowly', async (t) => {
  const some = limitedStage(t, (name) => (name.endsWith('7') ? limited : undefined));
  some.openLoop();
  await some.pass(19 * minuteMs);
  const byName = Map.groupBy(some.asked, ({ slot }) => slot);
  for (const [name, { length }] of byName)
    assert.ok(name.endsWith('7') ? length === 1 : length >= 3, `${name}: ${length}`);
  const all = limitedStage(t, () => limited);
  all.openLoop();
  await all.pass(19 * minuteMs);
  assert.equal(all.asked.length, 100, 'each account once');
  const most = mostWithin(minuteMs, all.asked);
  assert.ok(most <= 5 + 4 * 8, `${most} in a minute`);
});

function limitedStage(t: TestContext, failureOf: (name: string) => Reply['failure']) {
  const random = randomFrom(seedOf(t));
  const reply = (name: string): Reply => ({ afterMs: 300, failure: failureOf(name) });
  return manyAccounts(t, { names: accountNames(100), cadence: 5, random, reply });
}
