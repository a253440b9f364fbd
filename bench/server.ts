import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { startBareServer, type BareServer } from './bare-server.ts';
import { atLeast, atMost, megabytes, milliseconds, type Figure } from './figure.ts';
import { loadFor, type Load } from './load.ts';
import { busySeconds, residentMb, shortestBusySeconds, wakeUps } from './process-cost.ts';
import { startServe } from './start-serve.ts';

const turns = 7;
const turnMs = 400;
/** Headers that Node adds to each response, or that concern the connection. */
const madeByNode = /^(date|connection|keep-alive|content-length)$/i;

/** Until usage has been read and V8 has returned what starting took, in two collections. */
const settlesMs = 20_000;
const restSeconds = 20;
/** One look at the logs' folders, perhaps at the plan, and three by V8 to see whether to collect. */
const maxWakeUps = 8;

/**
 * The built program as a server: what it takes at rest, and how fast it serves a cached `/usage`
 * compared with a bare node:http server.
 */
export async function measureServer(
  program: string,
  env: Readonly<Record<string, string>>,
): Promise<readonly Figure[]> {
  const bare = await startBareServer(env);
  const { child, url: address } = await startServe(program, env);
  try {
    const url = new URL('usage', address);
    const answer = await fetch(url);
    const headers = [...answer.headers].flatMap(([name, value]) =>
      madeByNode.test(name) ? [] : [name, value],
    );
    await bare.answerWith(headers, await answer.text());
    await fetch(bare.url).then((reply) => reply.text());
    // At rest first, before anything has been under load.
    return [...(await restOf(child, bare)), ...(await speedOf(url, bare.url))];
  } finally {
    bare.stop();
    child.kill();
  }
}

async function restOf(child: ChildProcess, bare: BareServer): Promise<readonly Figure[]> {
  await sleep(settlesMs);
  const [memoryMb, bareMb] = [residentMb(child), residentMb(bare)];
  const ratio = memoryMb / bareMb;
  const memory = {
    name: '`serve`, memory at rest',
    value: megabytes(memoryMb),
    beside: megabytes(bareMb),
    ratio,
    goal: atMost(ratio, 1.6),
  };
  const name = `\`serve\`, processor time in ${restSeconds} s at rest`;
  if (process.platform !== 'linux') return [memory, { name, value: 'not measured' }];
  const { pid = 0 } = child;
  const before = { seconds: busySeconds(pid), ...wakeUps(pid) };
  await sleep(restSeconds * 1000);
  const after = { seconds: busySeconds(pid), ...wakeUps(pid) };
  const seconds = after.seconds - before.seconds;
  const times = after.times - before.times;
  const perHour = ((after.busyMs - before.busyMs) / 1000) * (3600 / restSeconds);
  const goal = atMost(seconds, shortestBusySeconds, `≤ ${shortestBusySeconds.toFixed(2)} s`);
  return [
    memory,
    { name, value: `${seconds.toFixed(2)} s`, goal },
    { name: 'the same, by the scheduler, for an hour', value: `${perHour.toFixed(1)} s` },
    {
      name: `\`serve\`, times woken in ${restSeconds} s at rest`,
      value: `${times}`,
      goal: atMost(times, maxWakeUps, `≤ ${maxWakeUps}`),
    },
  ];
}

/** In turns, so that a noisy machine slows both; the median of the turns' ratios. */
async function speedOf(url: URL, bareUrl: URL): Promise<readonly Figure[]> {
  await loadFor(bareUrl, turnMs);
  await loadFor(url, turnMs);
  const pairs: { ours: Load; base: Load }[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    const base = await loadFor(bareUrl, turnMs);
    pairs.push({ base, ours: await loadFor(url, turnMs) });
  }
  const rate = middleOf(pairs, 'perSecond');
  const wait = middleOf(pairs, 'p99Ms');
  return [
    {
      name: '`serve`, cached `GET /usage`',
      value: perSecond(rate.ours),
      beside: perSecond(rate.base),
      ratio: rate.ratio,
      goal: atLeast(rate.ratio, 0.6),
    },
    {
      name: '`serve`, 99th percentile of 16 who ask at once',
      value: milliseconds(wait.ours),
      beside: milliseconds(wait.base),
      ratio: wait.ratio,
    },
  ];
}

function middleOf(
  pairs: readonly { ours: Load; base: Load }[],
  what: keyof Load,
): { ours: number; base: number; ratio: number } {
  const ratios = pairs.map(({ ours, base }) => ({
    ours: ours[what],
    base: base[what],
    ratio: ours[what] / base[what],
  }));
  const middle = ratios.toSorted((a, b) => a.ratio - b.ratio)[Math.floor(ratios.length / 2)];
  if (middle === undefined) throw new Error('nothing was measured');
  return middle;
}

function perSecond(value: number): string {
  return `${value.toFixed(0)} req/s`;
}
