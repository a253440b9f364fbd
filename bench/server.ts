import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { startBareServer } from './bare-server.ts';
import { loadFor } from './load.ts';

/** A figure of the always-on program beside that of a bare node:http server in the same run. */
export type ServerFigure = {
  readonly name: string;
  readonly unit: 'req/s' | 'MB';
  readonly value: number;
  readonly base: number;
  readonly ratio: number;
  readonly goal: { readonly atLeast: number } | { readonly atMost: number };
};

const turns = 7;
const turnMs = 400;
/** Made anew by Node for each answer, or about the connection. */
const madeByNode = /^(date|connection|keep-alive|content-length)$/i;

/** Measures the built program while it serves: answers per second of a cached `/usage`, and its memory at rest. */
export async function measureServer(program: string, env: Readonly<Record<string, string>>): Promise<readonly ServerFigure[]> {
  const bare = await startBareServer(env);
  const child = spawn(process.execPath, [program, 'serve', '--port', '0'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const url = new URL('usage', await addressOf(child));
    const answer = await fetch(url);
    const headers = [...answer.headers].flatMap(([name, value]) => (madeByNode.test(name) ? [] : [name, value]));
    await bare.answerWith(headers, await answer.text());
    await fetch(bare.url).then((reply) => reply.text());
    // At rest: nothing has been under load yet.
    const memory = { value: residentMb(child.pid ?? 0), base: residentMb(bare.pid) };
    const rates = await ratesOf(url, bare.url);
    return [
      { name: '`serve`, cached `GET /usage`', unit: 'req/s', ...rates, goal: { atLeast: 0.6 } },
      { name: '`serve`, memory at rest', unit: 'MB', ...memory, ratio: memory.value / memory.base, goal: { atMost: 1.6 } },
    ];
  } finally {
    bare.stop();
    child.kill();
  }
}

/** Turn by turn, so that a noisy machine slows both; the median of the turns' own ratios. */
async function ratesOf(url: URL, bareUrl: URL): Promise<{ value: number; base: number; ratio: number }> {
  await loadFor(bareUrl, turnMs);
  await loadFor(url, turnMs);
  const pairs: { value: number; base: number; ratio: number }[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    const base = (await loadFor(bareUrl, turnMs)).perSecond;
    const value = (await loadFor(url, turnMs)).perSecond;
    pairs.push({ value, base, ratio: value / base });
  }
  const middle = pairs.toSorted((a, b) => a.ratio - b.ratio)[Math.floor(turns / 2)];
  if (middle === undefined) throw new Error('nothing was measured');
  return middle;
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`serve ended with ${code}`)));
    child.stdout?.on('data', (text: Buffer) => {
      const address = /http:\/\/\S+/.exec(text.toString())?.[0];
      if (address !== undefined) resolve(address);
    });
  });
}

function residentMb(pid: number): number {
  return Number(spawnSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim()) / 1024;
}
