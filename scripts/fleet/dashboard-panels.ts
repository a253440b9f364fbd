import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MetricsEngine } from '../../test/support/metrics-engine.ts';

export type Panel = { readonly title: string; readonly expr: string; readonly instant: boolean };

/** As Grafana chooses it for a day on a panel of about 700 pixels. */
const stepSeconds = 120;
const daySeconds = 86_400;
const path = join(import.meta.dirname, '..', '..', 'deploy', 'grafana', 'kimibar.json');

type Dashboard = {
  readonly panels: readonly {
    readonly title: string;
    readonly targets: readonly { readonly expr: string; readonly instant?: boolean }[];
  }[];
};

/** Every query of the dashboard, for all teams and machines. */
export function dashboardPanels(): readonly Panel[] {
  const { panels } = JSON.parse(readFileSync(path, 'utf8')) as Dashboard;
  return panels.flatMap(({ title, targets }) =>
    targets.map(({ expr, instant = false }) => ({
      title,
      expr: expr.replaceAll(/\$(team|host|window)/g, '.*'),
      instant,
    })),
  );
}

/** Asks as Grafana does, past the engine's cache. Rejects if the engine does not answer. */
export async function askPanel(
  { url }: MetricsEngine,
  { expr: query, instant }: Panel,
  nowMs: number,
): Promise<void> {
  const end = nowMs / 1000;
  const range = { start: String(end - daySeconds), end: String(end), step: String(stepSeconds) };
  const when = instant ? { time: String(end) } : range;
  const response = await fetch(new URL(`api/v1/query${instant ? '' : '_range'}`, url), {
    method: 'POST',
    body: new URLSearchParams({ query, nocache: '1', ...when }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${query}: ${text}`);
}
