import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { noMetricsLab, startEngine } from '../../support/metrics-engine.ts';
import { writeLogTree } from '../../support/log-tree.ts';
import { startServer } from '../../support/running-server.ts';
import { setStage } from '../../support/stage.ts';
import { eventually, until } from '../../support/until.ts';
import { startCollector } from './collector.ts';

/** A push every three seconds. */
const speed = 20;
const hourMs = 3_600_000;
const preload = new URL('../../support/hurried-clock.ts', import.meta.url).href;

test(
  '`serve` pushes: a restart and an outage of the collector lose nothing',
  { skip: noMetricsLab },
  async (t) => {
    const engine = await startEngine(t);
    const collector = await startCollector(t, engine.url);
    const stage = await setStage(t);
    const logs = { sessions: 2, callsPerSession: 5, bytesPerCall: 100, seed: 1 };
    const startMs = Date.now() - 5 * hourMs;
    const { tokens } = writeLogTree(join(stage.home, '.kimi-code'), { ...logs, startMs });
    for (const [name, value] of Object.entries({ enabled: 'true', endpoint: collector.url }))
      await stage.run(['config', 'set', `export.${name}`, value]);
    const hurryFromMs = Date.now();
    const serve = () =>
      startServer(t, {
        home: stage.home,
        env: {
          ...stage.env,
          NODE_OPTIONS: `--import=${preload}`,
          OTEL_EXPORTER_OTLP_TIMEOUT: '60000',
          KIMIBAR_TEST_SPEED: String(speed),
          KIMIBAR_TEST_HURRY_FROM: String(hurryFromMs),
        },
      });
    const folder = join(stage.home, '.local/share/kimibar/export');
    const waiting = (): readonly string[] =>
      existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.otlp')) : [];

    const first = await serve();
    await until(() => collector.requests.length >= 2 && waiting().length === 0, 'two pushes');
    collector.fault = { status: 503 };
    await until(() => waiting().length >= 2, 'two waiting pushes');
    await first.stop();
    const left = waiting();
    const second = await serve();
    await until(() => waiting().length >= left.length + 2, 'two more');
    assert.ok(
      left.every((name) => waiting().includes(name)),
      'a restart keeps what waits',
    );
    const kept = waiting();
    collector.fault = undefined;
    await until(() => kept.every((name) => !waiting().includes(name)), 'all is sent');
    await second.stop();

    const match = '{__name__="kimibar_tokens_total"}';
    const keptAtMs = kept.map((name) => Number(name.split('-')[0]));
    const series = await eventually(async () => {
      const all = await engine.exported(match);
      const atMs = new Set(all.flatMap(({ timestamps }) => timestamps));
      return keptAtMs.every((one) => atMs.has(one)) ? all : undefined;
    }, 'all that waited');
    let total = 0;
    for (const { timestamps, values } of series) {
      assert.equal(new Set(timestamps).size, timestamps.length, 'no sample is stored twice');
      const ordered = values.toSorted((a, b) => a - b);
      assert.deepEqual(values, ordered, 'a counter never goes back');
      total += values.at(-1) ?? 0;
    }
    assert.equal(total, tokens);
  },
);
