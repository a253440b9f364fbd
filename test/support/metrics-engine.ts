import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { freePort } from './free-port.ts';
import { tempFolder } from './temp-folder.ts';
import { eventually } from './until.ts';

/** Where VictoriaMetrics and Alertmanager are, see .ci/run. */
const lab = process.env['KIMIBAR_METRICS_LAB'] ?? '';

/** Why tests with these programs are skipped, or false. */
export const noMetricsLab = existsSync(join(lab, 'usr/bin/victoria-metrics'))
  ? false
  : 'KIMIBAR_METRICS_LAB names no folder with VictoriaMetrics';

/** A series as `/api/v1/export` returns it. */
export type ExportedSeries = {
  readonly metric: Readonly<Record<string, string>>;
  readonly values: readonly number[];
  readonly timestamps: readonly number[];
};

export type QueryResult = {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: readonly [number, string];
};

export type MetricsEngine = {
  /** Ends with a slash. */
  readonly url: string;
  /** Its process. */
  readonly pid: number;
  /** All samples of the series that match, as they were stored; of the next day, too. */
  exported(match: string): Promise<readonly ExportedSeries[]>;
  query(promql: string, atMs?: number): Promise<readonly QueryResult[]>;
  /** Imports lines of Prometheus' text format. */
  load(text: string): Promise<void>;
  /** Until then, queries do not see what was stored last. */
  flush(): Promise<void>;
};

/** Where a program of the lab is. */
export function labProgram(name: string): string {
  return join(lab, 'usr/bin', name);
}

/** Starts a program of the lab until the test ends, and returns its process id. */
export function startProgram(
  t: Pick<TestContext, 'after'>,
  name: string,
  args: readonly string[],
): number {
  const child = spawn(labProgram(name), args, { stdio: 'ignore' });
  endAfter(t, child);
  return child.pid ?? 0;
}

/**
 * Starts Alertmanager. Debian's has its templates outside the lab, at a path that it insists on: it
 * finds them in a mount namespace of its own.
 */
export function startAlertmanager(t: Pick<TestContext, 'after'>, args: readonly string[]): void {
  const script = `mount -t tmpfs none /usr/share/prometheus &&
    cp -r "$0/usr/share/prometheus/." /usr/share/prometheus &&
    exec "$0/usr/bin/prometheus-alertmanager" "$@"`;
  endAfter(t, spawn('unshare', ['-rm', 'sh', '-c', script, lab, ...args], { stdio: 'ignore' }));
}

/** Ends a program when the test does. */
export function endAfter(t: Pick<TestContext, 'after'>, child: ChildProcess): void {
  const ended = new Promise((resolve) => child.once('close', resolve));
  t.after(async () => {
    child.kill('SIGKILL');
    await ended;
  });
}

/** Resolves when the address answers. */
export async function answers(url: string): Promise<void> {
  await eventually(async () => {
    const response = await fetch(url).catch(() => undefined);
    return response?.ok === true ? true : undefined;
  }, url);
}

/** A VictoriaMetrics of its own, empty, without the usual delay of queries. */
export async function startEngine(
  t: Pick<TestContext, 'after'>,
  more: readonly string[] = [],
): Promise<MetricsEngine> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/`;
  const pid = startProgram(t, 'victoria-metrics', [
    `-storageDataPath=${tempFolder(t)}`,
    `-httpListenAddr=127.0.0.1:${port}`,
    '-search.latencyOffset=0s',
    '-retentionPeriod=100y',
    '-memory.allowedBytes=256MB',
    ...more,
  ]);
  await answers(`${url}health`);
  const flush = async (): Promise<void> => {
    await textOf(`${url}internal/force_flush`);
  };
  return {
    url,
    pid,
    flush,
    async exported(match) {
      const end = String(Date.now() / 1000 + 86_400);
      const text = await textOf(
        `${url}api/v1/export?${new URLSearchParams({ 'match[]': match, end })}`,
      );
      const lines = text.split('\n').filter((line) => line !== '');
      return lines.map((line) => JSON.parse(line) as ExportedSeries);
    },
    async query(promql, atMs) {
      const time = atMs === undefined ? '' : `&time=${atMs / 1000}`;
      const text = await textOf(`${url}api/v1/query?query=${encodeURIComponent(promql)}${time}`);
      const answer = JSON.parse(text) as { data: { result: readonly QueryResult[] } };
      return answer.data.result;
    },
    async load(body) {
      const response = await fetch(`${url}api/v1/import/prometheus`, { method: 'POST', body });
      if (!response.ok) throw new Error(`import: HTTP ${response.status}`);
      await flush();
    },
  };
}

async function textOf(url: string): Promise<string> {
  const response = await fetch(url);
  const text = await response.text();
  if (!response.ok) throw new Error(`${url}: HTTP ${response.status} ${text}`);
  return text;
}
