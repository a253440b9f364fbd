import type { MetricsEngine } from '../../support/metrics-engine.ts';

const minuteMs = 60_000;
/** The engine's present is a whole second: younger samples are its future. */
const ageMs = 2000;

/** Three hours of three machines of two teams, as they would push them. */
export async function loadSampleFleet(engine: MetricsEngine, nowMs: number): Promise<void> {
  const lines: string[] = [];
  for (let back = 180; back >= 0; back -= 1) {
    const atMs = nowMs - ageMs - back * minuteMs;
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
        lines.push(
          `kimibar_quota_used_ratio{${labels},plan="Allegretto"} ${used} ${atMs}`,
          `kimibar_quota_reset_timestamp_seconds{${labels}} ${reset} ${atMs}`,
          `kimibar_quota_runs_out_probability{${labels}} 0.8 ${atMs}`,
        );
      }
      lines.push(
        `kimibar_reading_age_seconds{account="0",${own}} 30 ${atMs}`,
        `kimibar_up{account="0",${own}} 1 ${atMs}`,
        `kimibar_failures_total{kind="offline",${own}} ${Math.floor((180 - back) / 30)} ${atMs}`,
        `kimibar_tokens_total{kind="input",model="k3",${own}} ${(180 - back) * 5000} ${atMs}`,
      );
      if (host === 'build')
        lines.push(`kimibar_failing{account="1",kind="credential-rejected",${own}} 1 ${atMs}`);
    }
  }
  await engine.load(`${lines.join('\n')}\n`);
}
