import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { Exporter } from '../../../src/daemon/export/exporter.ts';
import { otlpPayload } from '../../../src/daemon/export/otlp-payload.ts';
import { sendPayload } from '../../../src/daemon/export/send-payload.ts';
import { Secret } from '../../../src/domain/secret.ts';
import { createNodeHost } from '../../../src/host/node-host.ts';
import { usageMetrics } from '../../../src/present/metrics/usage-metrics.ts';
import { manualClock } from '../../support/fakes/manual-clock.ts';
import { fresh, session, snapshot, weekly } from '../../support/fakes/snapshots.ts';
import { noMetricsLab, startEngine, type ExportedSeries } from '../../support/metrics-engine.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { eventually, until } from '../../support/until.ts';
import { startCollector } from './collector.ts';

const minuteMs = 60_000;
/** Within the memory of an engine whose present is the real one. */
const startMs = Math.floor(Date.now() / minuteMs) * minuteMs - 6 * 3_600_000;

/** An exporter on a clock that the test moves, between a counter of tokens and a collector. */
async function exportStage(t: TestContext) {
  const engine = await startEngine(t);
  const collector = await startCollector(t, engine.url);
  const clock = manualClock(startMs);
  const data = tempFolder(t);
  const host = { ...createNodeHost({ env: { KIMIBAR_DATA_DIR: data } }), clock };
  const counts = { tokens: 0, backOffs: 0 };
  const facts = () =>
    usageMetrics({
      nowMs: clock.now(),
      accounts: [{ outcome: fresh(snapshot([session, weekly])) }],
      names: { metricsAccountNames: false, accounts: [] },
      failed: { offline: 3 },
      startedAtMs: startMs,
      tokens: [
        {
          model: 'k3',
          project: 'app',
          tokens: { input: counts.tokens, output: 0, cacheRead: 0, cacheCreation: 0 },
        },
      ],
      withProjects: false,
      host: 'laptop',
      team: 'core',
    });
  const start = () => {
    const exporter = new Exporter(host, {
      settings: () => ({
        enabled: true,
        endpoint: collector.url,
        headers: new Secret('X-Scope-OrgID=team%201'),
        projects: false,
      }),
      metrics: async () => facts(),
      jitter() {
        counts.backOffs += 1;
        return 0;
      },
    });
    exporter.start();
    t.after(() => exporter.close());
    return exporter;
  };
  const waiting = () => {
    try {
      return readdirSync(join(data, 'export')).filter((name) => name.endsWith('.otlp')).length;
    } catch {
      return 0;
    }
  };
  return { engine, collector, clock, counts, facts, start, waiting };
}

/** Once the engine has stored so many samples of a series: its buffer takes some seconds. */
function seriesWith(
  stage: Awaited<ReturnType<typeof exportStage>>,
  match: string,
  samples: number,
): Promise<ExportedSeries> {
  return eventually(async () => {
    const [series] = await stage.engine.exported(match);
    return series !== undefined && series.values.length >= samples ? series : undefined;
  }, `${samples} samples of ${match}`);
}

test('what is pushed is what a real engine returns', { skip: noMetricsLab }, async (t) => {
  const stage = await exportStage(t);
  stage.counts.tokens = 12_345_678_901;
  stage.start();
  await stage.clock.pass(minuteMs);
  await until(() => stage.collector.requests.length === 1 && stage.waiting() === 0, 'a push');
  const expected = stage
    .facts()
    .flatMap(({ name, samples }) =>
      samples.map(({ labels, value }) => JSON.stringify([name, sorted(labels), rounded(value)])),
    )
    .toSorted();
  await seriesWith(stage, 'kimibar_tokens_total{kind="input"}', 1);
  const stored = (await stage.engine.exported('{__name__=~"kimibar_.*"}'))
    .map(({ metric, values }) => {
      const { __name__: name = '', ...labels } = metric;
      const own = Object.entries(labels).filter(
        ([label]) => !label.includes('.') && label !== 'job',
      );
      return JSON.stringify([name, sorted(Object.fromEntries(own)), rounded(values[0])]);
    })
    .toSorted();
  assert.deepEqual(stored, expected);
  const [request] = stage.collector.requests;
  assert.equal(request?.path, '/v1/metrics');
  assert.equal(request?.headers['x-scope-orgid'], 'team 1');
});

test(
  'an hour without the collector, and a restart: nothing is lost, nothing is double',
  { skip: noMetricsLab },
  async (t) => {
    const stage = await exportStage(t);
    const { clock, collector, counts, waiting } = stage;
    const minute = async (isHere: boolean) => {
      counts.tokens += 1000;
      const before = waiting();
      const served = collector.requests.length;
      await clock.pass(minuteMs);
      const isExported = () => collector.requests.length > served && waiting() === 0;
      await until(() => (isHere ? isExported() : waiting() === before + 1), 'the minute');
      await until(() => clock.waiting > 0, 'the next minute');
    };
    const first = stage.start();
    for (let at = 0; at < 3; at += 1) await minute(true);
    collector.fault = { status: 503 };
    const asked = collector.requests.length;
    for (let at = 0; at < 30; at += 1) await minute(false);
    await first.close();
    const second = stage.start();
    for (let at = 0; at < 30; at += 1) await minute(false);
    assert.ok(collector.requests.length - asked < 40, 'it backs off');
    assert.equal(waiting(), 60);
    collector.fault = undefined;
    let minutes = 63;
    // The pause that it has begun ends within five minutes.
    while (waiting() > 0 && minutes < 70) {
      const served = collector.requests.length;
      const before = waiting();
      counts.tokens += 1000;
      minutes += 1;
      await clock.pass(minuteMs);
      await until(() => waiting() === before + 1 || collector.requests.length > served, 'a minute');
      if (collector.requests.length > served) await until(() => waiting() === 0, 'all is sent');
      await until(() => clock.waiting > 0, 'the next minute');
    }
    await second.close();
    const series = await seriesWith(stage, 'kimibar_tokens_total{kind="input"}', minutes);
    assert.deepEqual(
      series.values,
      Array.from({ length: minutes }, (_, at) => (at + 1) * 1000),
    );
    assert.deepEqual(
      series.timestamps,
      Array.from({ length: minutes }, (_, at) => startMs + (at + 1) * minuteMs),
    );
  },
);

test(
  'a payload that the collector refuses does not hold up others',
  { skip: noMetricsLab },
  async (t) => {
    const stage = await exportStage(t);
    stage.collector.fault = { status: 400 };
    stage.start();
    await stage.clock.pass(minuteMs);
    await until(() => stage.collector.requests.length === 1 && stage.waiting() === 0, 'a refusal');
    await until(() => stage.clock.waiting > 0, 'the next minute');
    // What a login page or a hotel's portal answers.
    stage.collector.fault = { status: 200, headers: { 'content-type': 'text/html' } };
    await stage.clock.pass(minuteMs);
    await until(() => stage.collector.requests.length === 2 && stage.waiting() === 1, 'a page');
    stage.collector.fault = undefined;
    await until(() => stage.clock.waiting > 0, 'the next minute');
    await stage.clock.pass(minuteMs);
    await until(() => stage.waiting() === 0, 'what the page did not take');
    await until(() => stage.clock.waiting > 0, 'the next minute');
    const { length } = stage.collector.requests;
    stage.collector.fault = { status: 429, headers: { 'retry-after': '600' } };
    await stage.clock.pass(minuteMs);
    await until(() => stage.collector.requests.length > length && stage.waiting() === 1, 'a pause');
    stage.collector.fault = undefined;
    await stage.clock.pass(minuteMs);
    await until(() => stage.waiting() === 2, 'it waits as long as it was asked to');
    assert.equal(stage.collector.requests.length, length + 1);
    await until(() => stage.clock.waiting > 0, 'the next minute');
    await stage.clock.pass(10 * minuteMs);
    await until(() => stage.waiting() === 0, 'all is sent');
  },
);

test('a wrong path of VictoriaMetrics loses nothing', { skip: noMetricsLab }, async (t) => {
  const engine = await startEngine(t);
  const { signal } = new AbortController();
  const target = { url: new URL('v1/metrics', engine.url), headers: {}, timeoutMs: 10_000 };
  const payload = await otlpPayload([], { host: 'laptop', atMs: startMs });
  const result = await sendPayload(createNodeHost({ env: {} }), { target, payload, signal });
  assert.deepEqual(result, { kind: 'retry', reason: 'HTTP 400', retryAfterMs: undefined });
});

test(
  'a clock that is set back does not make it wait for a day',
  { skip: noMetricsLab },
  async (t) => {
    const stage = await exportStage(t);
    stage.collector.fault = { status: 503 };
    stage.start();
    await stage.clock.pass(minuteMs);
    await until(() => stage.counts.backOffs === 1, 'a failure');
    await until(() => stage.clock.waiting > 0, 'the next minute');
    stage.collector.fault = undefined;
    stage.clock.set(-24 * 60 * minuteMs);
    await stage.clock.pass(minuteMs);
    await until(() => stage.waiting() === 0, 'all is sent');
  },
);

function sorted(labels: Readonly<Record<string, string | undefined>>): unknown {
  return Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1));
}

/** The engine keeps about twelve digits of a fraction. */
function rounded(value = NaN): string {
  return value.toPrecision(11);
}
