import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import test from 'node:test';
import { startServer } from '../../support/running-server.ts';
import { setStage } from '../../support/stage.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { eventually } from '../../support/until.ts';

const isHere = spawnSync('prometheus', ['--version']).status === 0;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

type Answer = {
  readonly data: { readonly result: readonly { readonly value: readonly [number, string] }[] };
};

test(
  'a real Prometheus scrapes the figures and answers with them',
  { skip: isHere ? false : 'prometheus is not installed here' },
  async (t) => {
    const stage = await setStage(t);
    const server = await startServer(t, {
      ...stage,
      env: { ...stage.env, KIMIBAR_TOKEN: 'scrape-me' },
    });
    await server.get('/usage', { headers: { authorization: 'Bearer scrape-me' } });
    const folder = tempFolder(t);
    const config = `global: { scrape_interval: 1s }
scrape_configs:
  - job_name: kimibar
    authorization: { credentials: scrape-me }
    static_configs: [{ targets: ['127.0.0.1:${server.port}'] }]
`;
    writeFileSync(join(folder, 'prometheus.yml'), config);
    const port = await freePort();
    const places = [
      `--config.file=${join(folder, 'prometheus.yml')}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
    ];
    const prometheus = spawn('prometheus', [...places, `--web.listen-address=127.0.0.1:${port}`], {
      stdio: 'ignore',
    });
    const ended = new Promise((resolve) => prometheus.once('close', resolve));
    t.after(async () => {
      prometheus.kill('SIGKILL');
      await ended;
    });

    const valueOf = (query: string): Promise<string> =>
      eventually(async () => {
        const url = `http://127.0.0.1:${port}/api/v1/query?query=${encodeURIComponent(query)}`;
        // Until Prometheus listens, and until its first scrape.
        const response = await fetch(url).catch(() => undefined);
        if (response?.ok !== true) return undefined;
        return ((await response.json()) as Answer).data.result[0]?.value[1];
      }, query);
    assert.equal(await valueOf('kimibar_window_used_ratio{window="session"}'), '0.695');
    assert.equal(
      await valueOf('kimibar_window_limit{window="weekly"} - kimibar_window_used{window="weekly"}'),
      '1834',
    );
    assert.equal(await valueOf('kimibar_quota_used_ratio{window="session",host!=""}'), '0.695');
    assert.equal(await valueOf('count(kimibar_quota_runs_out_probability)'), '3');
    assert.equal(await valueOf('kimibar_up'), '1');
    assert.equal(await valueOf('sum(kimibar_requests_total{outcome="failed"})'), '0');
  },
);
