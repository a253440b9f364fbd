import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { learnRhythm } from '../src/domain/forecast/learn-rhythm.ts';
import { recentSamples } from '../src/domain/forecast/recent-samples.ts';
import type { HistorySeries } from '../src/domain/history.ts';
import { atMost, milliseconds, type Figure } from './figure.ts';
import { timeOnce, timePairs } from './paired-runs.ts';

/** More than `usage` without any history. */
const goalMs = 5;
const minuteMs = 60_000;
const dayMs = 1_440 * minuteMs;
const lengths = { session: 300, weekly: 10_080, monthly: 43_200 } as const;

/** `usage`, cached, with what was learned from a year of readings, and without. */
export function timeLearnedUsage(
  program: string,
  env: Readonly<Record<string, string>>,
  home: string,
): Figure {
  const run = (name: string) => ({
    args: [program, 'usage', '--json', '--max-age', '3600'],
    env: { ...env, KIMIBAR_DATA_DIR: join(home, name) },
  });
  const [learned, without] = [run('learned'), run('without')];
  timeOnce(learned);
  timeOnce(without);
  const folder = join(home, 'learned', 'readings');
  const slots = readdirSync(folder).filter((name) => /^[^.]+\.json$/u.test(name));
  if (slots.length === 0) throw new Error(`no cached usage in ${folder}`);
  const content = JSON.stringify({ version: 1, learned: learnedFromYear(Date.now()) });
  for (const name of slots)
    writeFileSync(join(folder, name.replace(/json$/u, 'learned.json')), content);
  const { medianMs, baseMs, ratio } = timePairs(learned, without);
  return {
    name: '`usage`, cached, with a year of history, beside without any',
    value: milliseconds(medianMs),
    beside: milliseconds(baseMs),
    ratio,
    goal: atMost(medianMs - baseMs, goalMs, `≤ +${goalMs} ms`),
  };
}

function learnedFromYear(nowMs: number) {
  const series = (['session', 'weekly', 'monthly'] as const).map((windowId): HistorySeries => {
    const lengthMinutes = lengths[windowId];
    const lengthMs = lengthMinutes * minuteMs;
    const samples = Array.from({ length: 365 * 288 }, (_, index) => {
      const atMs = nowMs - 365 * dayMs + index * 5 * minuteMs;
      const goneMs = atMs % lengthMs;
      return { atMs, usedPercent: (80 * goneMs) / lengthMs, resetsAtMs: atMs - goneMs + lengthMs };
    });
    return { windowId, lengthMinutes, samples, resetsAtMs: [] };
  });
  const rhythm = learnRhythm({ series, nowMs, utcOffset: () => 0 });
  if (rhythm === undefined) throw new Error('nothing was learned');
  return { rhythm, recent: recentSamples(series, nowMs) };
}
