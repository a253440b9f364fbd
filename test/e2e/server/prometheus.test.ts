import assert from 'node:assert/strict';
import test from 'node:test';
import { noPrometheus, startPrometheus } from '../../support/prometheus.ts';
import { startServer } from '../../support/running-server.ts';
import { setStage } from '../../support/stage.ts';
import { eventually } from '../../support/until.ts';

type Answer = {
  readonly data: { readonly result: readonly { readonly value: readonly [number, string] }[] };
};

test(
  'a real Prometheus scrapes the figures and answers with them',
  { skip: noPrometheus },
  async (t) => {
    const stage = await setStage(t);
    const server = await startServer(t, {
      ...stage,
      env: { ...stage.env, KIMIBAR_TOKEN: 'scrape-me' },
    });
    await server.get('/usage', { headers: { authorization: 'Bearer scrape-me' } });
    const config = `global: { scrape_interval: 1s }
scrape_configs:
  - job_name: kimibar
    authorization: { credentials: scrape-me }
    static_configs: [{ targets: ['127.0.0.1:${server.port}'] }]
`;
    const prometheus = await startPrometheus(t, { config });
    const valueOf = (query: string): Promise<string> =>
      eventually(async () => {
        const url = `${prometheus}api/v1/query?query=${encodeURIComponent(query)}`;
        // Until its first scrape.
        const response = await fetch(url);
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
