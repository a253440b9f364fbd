import { execFile, spawn, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { promisify } from 'node:util';
import { freePort } from './free-port.ts';
import { answers, endAfter } from './metrics-engine.ts';
import { tempFolder } from './temp-folder.ts';

/** Why tests with Prometheus or promtool are skipped, or false. */
export const noPrometheus =
  spawnSync('promtool', ['--version']).status === 0 ? false : 'prometheus is not installed here';

export type PrometheusSetup = {
  /** Its configuration file. */
  readonly config: string;
  /** Lines of OpenMetrics, with times in seconds, to begin with. */
  readonly past?: string | undefined;
};

/** A Prometheus of its own. Resolves to its address, with a slash at the end, once it is ready. */
export async function startPrometheus(
  t: Pick<TestContext, 'after'>,
  { config, past }: PrometheusSetup,
): Promise<string> {
  const folder = tempFolder(t);
  const [configPath, pastPath, data] = ['prometheus.yml', 'past.txt', 'data'].map((name) =>
    join(folder, name),
  ) as [string, string, string];
  writeFileSync(configPath, config);
  if (past !== undefined) {
    writeFileSync(pastPath, `${past}# EOF\n`);
    const args = ['tsdb', 'create-blocks-from', 'openmetrics', pastPath, data];
    await promisify(execFile)('promtool', args);
  }
  const port = await freePort();
  const places = [`--config.file=${configPath}`, `--storage.tsdb.path=${data}`];
  const child = spawn('prometheus', [...places, `--web.listen-address=127.0.0.1:${port}`], {
    stdio: 'ignore',
  });
  endAfter(t, child);
  const url = `http://127.0.0.1:${port}/`;
  await answers(`${url}-/ready`);
  return url;
}
