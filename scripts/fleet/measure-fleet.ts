import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startEngine, type MetricsEngine } from '../../test/support/metrics-engine.ts';
import { recordingRules, recordRules } from '../../test/support/recording-rules.ts';
import { askPanel, dashboardPanels } from './dashboard-panels.ts';
import { costOf, engineMetric, type Cost } from './engine-cost.ts';
import { loadHistory } from './load-history.ts';
import { pushFleet } from './push-fleet.ts';

const root = join(import.meta.dirname, '..', '..');

export type FleetCost = {
  readonly accounts: number;
  readonly series: number;
  readonly memoryMb: number;
  /** A minute of pushes. */
  readonly pushes: Cost;
  /** The recording rules, once. */
  readonly rules: Cost;
  readonly pagePushed: Cost;
  readonly pageRecorded: Cost;
  /** A query that reads nothing. */
  readonly trivial: Cost;
  readonly clientMb: number;
  readonly slowest: Cost & { readonly title: string };
};

/** What a fleet of so many accounts costs a VictoriaMetrics of its own. */
export async function measureFleet(
  t: Parameters<typeof startEngine>[0],
  accounts: number,
): Promise<FleetCost> {
  const engine = await startEngine(t, ['-memory.allowedBytes=1GB']);
  const { machines, nowMs } = await loadHistory(engine.url, accounts);
  await engine.flush();
  let clientMb = 0;
  const page = async () => {
    clientMb = Math.max(clientMb, await firstPage(engine));
  };
  const pagePushed = await costOf(engine, page);
  const atMs = Date.now();
  const rules = await costOf(engine, async () => {
    for (const { expr } of recordingRules()) await engine.query(expr, atMs);
  });
  await recordRules(engine, atMs);
  const pageRecorded = await costOf(engine, page);
  const trivial = await costOf(engine, () => engine.query('vector(1)'));
  const slowest = await slowestPanel(engine, atMs);
  const [count] = await engine.query('count({__name__=~"kimibar_.*"})', atMs);
  const memory = await engineMetric(engine, 'process_resident_memory_bytes');
  // Pushed series have more labels, so they are others than the loaded ones.
  await pushFleet(engine.url, machines, nowMs);
  const pushes = await costOf(engine, () => pushFleet(engine.url, machines, Date.now()), 1);
  return {
    accounts,
    series: Number(count?.value[1]),
    memoryMb: memory / 1e6,
    pushes,
    rules,
    pagePushed,
    pageRecorded,
    trivial,
    clientMb,
    slowest,
  };
}

/** Runs `kimibar fleet` and resolves to the most memory that it used, in MB. */
async function firstPage({ url }: MetricsEngine): Promise<number> {
  // Not resourceUsage: its maximum is inherited from the process that starts this one.
  const report = `import { readFileSync } from 'node:fs';
    process.on('exit', () => {
      const status = readFileSync('/proc/self/status', 'utf8');
      process.stderr.write(/VmHWM:\\s+(\\d+)/.exec(status)[1]);
    });`;
  const preload = `--import=data:text/javascript,${encodeURIComponent(report)}`;
  const args = [preload, join(root, 'dist/kimibar.cjs'), 'fleet', '--from', url];
  const { stderr } = await promisify(execFile)(process.execPath, args);
  return Number(stderr) / 1024;
}

async function slowestPanel(engine: MetricsEngine, atMs: number): Promise<FleetCost['slowest']> {
  const costs = [];
  for (const panel of dashboardPanels()) {
    const cost = await costOf(engine, () => askPanel(engine, panel, atMs));
    process.stderr.write(`${panel.title}: ${JSON.stringify(cost)}\n`);
    costs.push({ title: panel.title, ...cost });
  }
  const [slowest] = costs.toSorted((a, b) => b.cpuMs - a.cpuMs);
  if (slowest === undefined) throw new Error('the dashboard has no panel');
  return slowest;
}
