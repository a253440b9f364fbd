import type { MetricsEngine } from '../../support/metrics-engine.ts';

const minuteMs = 60_000;
/** The engine's present is a whole second: younger samples are its future. */
const ageMs = 2000;

type Sample = { readonly series: string; readonly value: number; readonly atMs: number };

/** Loads three hours of three machines of two teams, as they would push them. */
export async function loadSampleFleet(engine: MetricsEngine, nowMs: number): Promise<void> {
  const lines = sampleFleet(nowMs).map(({ series, value, atMs }) => `${series} ${value} ${atMs}`);
  await engine.load(`${lines.join('\n')}\n`);
}

/** The same as lines of OpenMetrics. */
export function sampleFleetPast(nowMs: number): string {
  return sampleFleet(nowMs)
    .map(({ series, value, atMs }) => `${series} ${value} ${atMs / 1000}\n`)
    .join('');
}

function sampleFleet(nowMs: number): readonly Sample[] {
  const samples: Sample[] = [];
  for (let back = 180; back >= 0; back -= 1) {
    const atMs = nowMs - ageMs - back * minuteMs;
    const add = (series: string, value: number) =>
      void samples.push({ series: `kimibar_${series}`, value, atMs });
    for (const [host, team] of [
      ['laptop', 'core'],
      ['build', 'core'],
      ['desk', 'apps'],
    ]) {
      // One machine fell silent an hour ago.
      if (host === 'desk' && back < 60) continue;
      const own = `host="${host}",team="${team}"`;
      const used = host === 'build' ? 1 : 0.9 - back / 400;
      for (const window of ['session', 'weekly']) {
        const labels = `account="0",window="${window}",${own}`;
        const reset = nowMs / 1000 + 7200;
        add(`quota_used_ratio{${labels},plan="Allegretto"}`, used);
        add(`quota_reset_timestamp_seconds{${labels}}`, reset);
        add(`quota_runs_out_probability{${labels}}`, 0.8);
      }
      add(`reading_age_seconds{account="0",${own}}`, 30);
      add(`up{account="0",${own}}`, 1);
      add(`failures_total{kind="offline",${own}}`, Math.floor((180 - back) / 30));
      add(`tokens_total{kind="input",model="k3",${own}}`, (180 - back) * 5000);
      if (host !== 'build') continue;
      add(`failing{account="1",kind="credential-rejected",${own}}`, 1);
      add(`up{account="1",${own}}`, 0);
    }
  }
  return samples;
}
