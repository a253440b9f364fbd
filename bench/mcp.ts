import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { atMost, megabytes, milliseconds, type Figure } from './figure.ts';
import { timeOnce, timePairs, type Run } from './paired-runs.ts';
import { median } from './percentile.ts';
import { residentMb } from './process-cost.ts';

const pairs = 20;
const startUpGoal = 2.5;
const memoryGoal = 1.6;
/** What the plugin may add to a prompt. */
const hookGoalMs = 50;
/** Until V8 has returned what starting took, in two collections. */
const settlesMs = 20_000;

const clientInfo = { name: 'bench', version: '1' };
const initialize = line({
  id: 1,
  method: 'initialize',
  params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo },
});
const quota = line({ id: 2, method: 'tools/call', params: { name: 'kimi_quota', arguments: {} } });
const initialized = line({ method: 'notifications/initialized' });

/** From spawn until the answer to `initialize`, beside a whole `node -e 0`. */
export async function timeMcp(
  program: string,
  env: Readonly<Record<string, string>>,
  base: Run,
): Promise<readonly Figure[]> {
  await firstAnswerMs(program, env);
  const times: { baseMs: number; answerMs: number }[] = [];
  for (let pair = 0; pair < pairs; pair += 1)
    times.push({ baseMs: timeOnce(base), answerMs: await firstAnswerMs(program, env) });
  const ratio = median(times.map(({ answerMs, baseMs }) => answerMs / baseMs));
  const figure = {
    name: '`mcp`, first answer',
    value: milliseconds(median(times.map(({ answerMs }) => answerMs))),
    beside: milliseconds(median(times.map(({ baseMs }) => baseMs))),
    ratio,
    goal: atMost(ratio, startUpGoal),
  };
  return process.platform === 'win32' ? [figure] : [figure, hookFigure(program, env, base)];
}

async function firstAnswerMs(
  program: string,
  env: Readonly<Record<string, string>>,
): Promise<number> {
  const startedMs = performance.now();
  const child = spawn(process.execPath, [program, 'mcp'], {
    env,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  child.stdin.end(initialize);
  await once(child.stdout, 'data');
  const tookMs = performance.now() - startedMs;
  await ended;
  return tookMs;
}

/** The plugin's hook with the prepared note, as Kimi Code runs it. */
function hookFigure(program: string, env: Readonly<Record<string, string>>, base: Run): Figure {
  timePairs({ args: [program, 'statusline', 'repair'], env }, base, 1);
  const hook = join(import.meta.dirname, '..', 'extensions', 'kimi-code', 'hooks', 'prompt.sh');
  const run = { program: '/bin/sh', args: ['-c', `sh '${hook}'`], env, input: '{}' };
  const { medianMs, baseMs, ratio } = timePairs(run, base);
  const goal = atMost(medianMs, hookGoalMs, `≤ ${hookGoalMs} ms`);
  const name = 'the plugin’s hook for prompts';
  return { name, value: milliseconds(medianMs), beside: milliseconds(baseMs), ratio, goal };
}

/** An idle server before and after its first call, beside a Node that waits for input. */
export async function measureMcp(
  program: string,
  env: Readonly<Record<string, string>>,
): Promise<readonly Figure[]> {
  const start = (args: readonly string[]) =>
    spawn(process.execPath, args, { env, stdio: ['pipe', 'pipe', 'inherit'] });
  const bare = start(['-e', 'process.stdin.resume()']);
  const server = start([program, 'mcp']);
  try {
    server.stdin.write(initialize + initialized);
    await once(server.stdout, 'data');
    await sleep(settlesMs);
    const atRest = memoryFigure('`mcp` at rest', residentMb(server), residentMb(bare));
    server.stdin.write(quota);
    await once(server.stdout, 'data');
    await sleep(settlesMs);
    return [atRest, memoryFigure('`mcp` after a call', residentMb(server), residentMb(bare))];
  } finally {
    for (const child of [bare, server]) child.kill();
  }
}

function memoryFigure(name: string, usedMb: number, bareMb: number): Figure {
  const ratio = usedMb / bareMb;
  const goal = atMost(ratio, memoryGoal);
  return { name, value: megabytes(usedMb), beside: megabytes(bareMb), ratio, goal };
}

function line(message: object): string {
  return `${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`;
}
