import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MetricsEngine } from './metrics-engine.ts';

const path = join(import.meta.dirname, '..', '..', 'deploy', 'rules', 'recording.yaml');

export type RecordingRule = { readonly record: string; readonly expr: string };

/** The rules of deploy/rules/recording.yaml, in their order. */
export function recordingRules(): readonly RecordingRule[] {
  const found = readFileSync(path, 'utf8').matchAll(
    /- record: (\S+)\n +expr: (?:>-)?([^]*?)(?=\n {6}[-#]|$)/g,
  );
  return [...found].map(([, record = '', expr = '']) => ({ record, expr: expr.trim() }));
}

/**
 * Records the rules once, each after what it reads can be seen: what an engine that evaluates them
 * all the time has.
 */
export async function recordRules(engine: MetricsEngine, atMs: number): Promise<void> {
  for (const { record, expr } of recordingRules()) {
    const lines = (await engine.query(expr, atMs)).map(({ metric, value: [, value] }) => {
      const labels = Object.entries(metric)
        .filter(([name]) => name !== '__name__')
        .map(([name, label]) => `${name}=${JSON.stringify(label)}`);
      return `${record}{${labels.join(',')}} ${value} ${atMs}\n`;
    });
    await engine.load(lines.join(''));
  }
}
