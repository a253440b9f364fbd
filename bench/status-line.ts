import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { atMost, milliseconds, type Figure } from './figure.ts';
import { timeOnce, timePairs, type PairedResult, type Run } from './paired-runs.ts';
import { percentile } from './percentile.ts';

/**
 * Kimi Code kills a status line after 300 ms, so it must stay far below, even on a busy machine.
 */
const loadedGoalMs = 120;
const killedAfterMs = 300;

/**
 * The longest of a hundred draws of a status line, on an idle machine and with every core busy.
 * Bare Node's figure shows if the machine was busier than that.
 */
export function timeStatusLine(line: Run, base: Run): readonly Figure[] {
  const name = '`statusline plain`, 99th percentile';
  const alone = worstOf(line, base);
  const loaded = withBusyCores(() => worstOf(line, base));
  return [
    figureOf(name, alone),
    {
      ...figureOf(`${name}, all cores loaded`, loaded),
      goal: atMost(loaded.lineMs, loadedGoalMs, `≤ ${loadedGoalMs} ms`),
    },
  ];
}

type Worst = { readonly lineMs: number; readonly baseMs: number };

function worstOf(line: Run, base: Run): Worst {
  return { lineMs: percentile(timesOf(line, 200), 99), baseMs: percentile(timesOf(base, 100), 99) };
}

function timesOf(run: Run, count: number): readonly number[] {
  return Array.from({ length: count }, () => timeOnce(run));
}

function figureOf(name: string, { lineMs, baseMs }: Worst): Figure {
  return {
    name,
    value: milliseconds(lineMs),
    beside: milliseconds(baseMs),
    ratio: lineMs / baseMs,
  };
}

/** Kimi Code sends this to the shell script, as `sh -c` runs it. */
const session = JSON.stringify({
  model: 'kimi-k3',
  cwd: '/home/user/src/project',
  gitBranch: 'main',
  permissionMode: 'auto',
  planMode: true,
  contextUsage: 0.1,
  contextTokens: 26_000,
  maxContextTokens: 262_144,
  sessionId: 'session_5c94ebde-ebb5-42e5-9bfb-18fcc9659e88',
  version: '2.1.0',
});

/**
 * The installed status line, a shell script, beside bare Node, beside `cat` of the file that it
 * reads, and how often either misses Kimi Code's limit if there are twice as many busy processes as
 * cores.
 */
export function timeShellLine(program: string, env: Run['env'], base: Run): readonly Figure[] {
  timeOnce({ args: [program, 'statusline', 'install', 'kimi-code'], env });
  const folder = join(env['HOME'] ?? '', '.local', 'share', 'kimibar', 'statusline');
  const script: Run = {
    program: 'sh',
    args: [join(folder, 'kimibar-statusline.sh'), 'kimi-code'],
    env: { ...env, KIMI_CODE_STATUS_LINE: '1' },
    input: session,
  };
  const cat: Run = { program: 'cat', args: [join(folder, 'kimi-code.lines')], env };
  const [besideNode, besideCat] = [timePairs(script, base, 40), timePairs(script, cat, 100)];
  const times = withBusyCores(
    () => Array.from({ length: 100 }, () => [timeOnce(script), timeOnce(cat)] as const),
    2,
  );
  const late = times.filter(([scriptMs]) => scriptMs > killedAfterMs).length;
  const catLate = times.filter(([, catMs]) => catMs > killedAfterMs).length;
  const name = 'installed status line (shell)';
  return [
    pairFigure(`${name}, over bare Node`, besideNode, 0.35),
    pairFigure(`${name}, beside \`cat\``, besideCat, 4),
    {
      name: `${name}, of 100 over ${killedAfterMs} ms, cores loaded twice, beside \`cat\``,
      value: String(late),
      beside: String(catLate),
      goal: { text: '0 if `cat` has none', isKept: late === 0 || catLate !== 0 },
    },
  ];
}

function pairFigure(name: string, result: PairedResult, goal: number): Figure {
  const { medianMs, baseMs, ratio } = result;
  return {
    name,
    value: milliseconds(medianMs),
    beside: milliseconds(baseMs),
    ratio,
    goal: atMost(ratio, goal),
  };
}

function withBusyCores<T>(work: () => T, perCore = 1): T {
  const burners = Array.from({ length: perCore * availableParallelism() }, () =>
    spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }),
  );
  try {
    return work();
  } finally {
    for (const burner of burners) burner.kill();
  }
}
