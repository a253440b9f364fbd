import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { atMost, milliseconds, type Figure } from './figure.ts';
import { timeOnce, type Run } from './paired-runs.ts';
import { percentile } from './percentile.ts';

/**
 * Kimi Code kills a status line after 300 ms, so it must stay far below, even on a busy machine.
 */
const loadedGoalMs = 120;

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

function withBusyCores<T>(work: () => T): T {
  const burners = Array.from({ length: availableParallelism() }, () =>
    spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }),
  );
  try {
    return work();
  } finally {
    for (const burner of burners) burner.kill();
  }
}
