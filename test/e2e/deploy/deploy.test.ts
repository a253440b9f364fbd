import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { type TestContext } from 'node:test';
import { freePort } from '../../support/free-port.ts';
import {
  answers,
  noMetricsLab,
  startAlertmanager,
  startEngine,
  startProgram,
  type MetricsEngine,
} from '../../support/metrics-engine.ts';
import { noPrometheus } from '../../support/prometheus.ts';
import { recordRules } from '../../support/recording-rules.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { eventually } from '../../support/until.ts';
import { loadSampleFleet } from './sample-fleet.ts';

const deploy = join(import.meta.dirname, '..', '..', '..', 'deploy');
const rules = ['recording', 'alerts', 'price'].map((name) => join(deploy, 'rules', `${name}.yaml`));
const minuteMs = 60_000;

type Dashboard = {
  readonly panels: readonly {
    readonly title: string;
    readonly targets: readonly { readonly expr: string }[];
  }[];
};

test('the rules are valid and pass their unit tests', { skip: noPrometheus }, () => {
  const tests = ['tests.yaml', 'price-tests.yaml'].map((name) => join(deploy, 'rules', name));
  for (const args of [
    ['check', 'rules', ...rules],
    ['test', 'rules', ...tests],
  ]) {
    const { status, stdout, stderr } = spawnSync('promtool', args, { encoding: 'utf8' });
    assert.equal(status, 0, stdout + stderr);
  }
});

test(
  'every panel of the dashboard shows data of a real engine',
  { skip: noMetricsLab },
  async (t) => {
    const engine = await startEngine(t);
    const nowMs = Date.now();
    await loadFleetAndRules(engine, nowMs);
    await loadSignedOut(engine, nowMs);
    await evaluateRules(t, engine);
    for (const name of ['accounts:by_trouble', 'tokens_per_point:1d'])
      await eventually(async () => {
        const found = await engine.query(`kimibar:${name}`);
        return found.length > 0 ? found : undefined;
      }, name);
    const text = readFileSync(join(deploy, 'grafana', 'kimibar.json'), 'utf8');
    const { panels } = JSON.parse(text) as Dashboard;
    assert.equal(panels.length, 16);
    for (const { title, targets } of panels) {
      for (const { expr } of targets) {
        const filled = expr.replaceAll(/\$(team|host|window)/g, '.*');
        assert.doesNotMatch(filled, /\$/);
        const result = await engine.query(filled);
        assert.ok(result.length > 0, `${title}: ${filled}`);
        assert.ok(
          result.every(({ value }) => Number.isFinite(Number(value[1]))),
          title,
        );
      }
    }
    const result = (name: string) => {
      const { expr = '' } = panels.find(({ title }) => title === name)?.targets[0] ?? {};
      return engine.query(expr.replaceAll(/\$(team|host)/g, '.*'));
    };
    // As `fleet` counts them: without what is out already, and with accounts without a reading.
    const counts = { Accounts: 4, 'Out of quota': 1, 'Likely to run out': 1, 'Silent machines': 1 };
    for (const [name, count] of Object.entries(counts))
      assert.equal(Number((await result(name))[0]?.value[1]), count, name);
    const room = (await result('Most room')).map(({ metric }) => metric['account']);
    assert.deepEqual([...new Set(room)], ['0'], 'nobody can use an account that is signed out');
  },
);

/** Loads the sample fleet, and what the rules recorded of it before a machine fell silent. */
async function loadFleetAndRules(engine: MetricsEngine, nowMs: number): Promise<void> {
  await loadSampleFleet(engine, nowMs);
  await eventually(async () => {
    const found = await engine.query('kimibar_tokens_total', nowMs);
    return found.length > 0 ? found : undefined;
  }, 'the loaded series');
  await recordRules(engine, nowMs - 62 * minuteMs);
}

/** An account that was signed out after its last reading. */
async function loadSignedOut(engine: MetricsEngine, nowMs: number): Promise<void> {
  const labels = 'account="2",host="build",team="core"';
  const series = [
    `quota_used_ratio{${labels},window="weekly"} 0.01`,
    `failing{${labels},kind="credential-rejected"} 1`,
    `up{${labels}} 0`,
  ];
  await engine.load(series.map((one) => `kimibar_${one} ${nowMs}\n`).join(''));
}

/** Evaluates all rules each second, without waiting for as long as they do. */
async function evaluateRules(
  t: TestContext,
  engine: MetricsEngine,
  notifier = ['-notifier.blackhole'],
): Promise<void> {
  const folder = tempFolder(t);
  const copies = rules.map((path, at) => {
    const copy = join(folder, `${at}.yaml`);
    const text = readFileSync(path, 'utf8').replaceAll(/for: \w+/g, 'for: 0s');
    writeFileSync(copy, text.replaceAll(/interval: \w+/g, 'interval: 1s'));
    return copy;
  });
  startProgram(t, 'vmalert', [
    ...copies.map((path) => `-rule=${path}`),
    `-datasource.url=${engine.url}`,
    `-remoteWrite.url=${engine.url}`,
    ...notifier,
    `-httpListenAddr=127.0.0.1:${await freePort()}`,
  ]);
}

/** A week in which a point bought more tokens on this machine than it does now. */
async function loadBetterPrice(engine: MetricsEngine, nowMs: number): Promise<void> {
  const labels = 'host="laptop",team="core"';
  const lines = Array.from(
    { length: 7 * 24 },
    (_, at) => `kimibar:tokens_per_point:1d{${labels}} 100000 ${nowMs - (at + 1) * 3_600_000}`,
  );
  await engine.load(`${lines.join('\n')}\n`);
}

test('Alertmanager gets the alerts of the rules', { skip: noMetricsLab }, async (t) => {
  const engine = await startEngine(t);
  const nowMs = Date.now();
  await loadFleetAndRules(engine, nowMs);
  await loadBetterPrice(engine, nowMs);
  const port = await freePort();
  const alerts = `http://127.0.0.1:${port}/`;
  startAlertmanager(t, [
    `--config.file=${join(deploy, 'alertmanager.yaml')}`,
    `--storage.path=${tempFolder(t)}`,
    `--web.listen-address=127.0.0.1:${port}`,
    '--cluster.listen-address=',
  ]);
  await answers(`${alerts}-/ready`);
  await evaluateRules(t, engine, [`-notifier.url=${alerts}`]);
  type Alert = { readonly labels: Readonly<Record<string, string>> };
  const expected = [
    'KimiMachineSilent',
    'KimiPriceChanged',
    'KimiQuotaOut',
    'KimiQuotaShort',
    'KimiSignedOut',
  ];
  const received = await eventually(async () => {
    const response = await fetch(`${alerts}api/v2/alerts`);
    const list = (await response.json()) as readonly Alert[];
    const names = [...new Set(list.map(({ labels }) => labels['alertname'] ?? ''))].toSorted();
    return names.length >= expected.length ? { names, list } : undefined;
  }, 'the alerts');
  assert.deepEqual(received.names, expected);
  const out = received.list.filter(({ labels }) => labels['alertname'] === 'KimiQuotaOut');
  assert.deepEqual([...new Set(out.map(({ labels }) => labels['host']))], ['build']);
  const price = received.list.filter(({ labels }) => labels['alertname'] === 'KimiPriceChanged');
  assert.deepEqual([...new Set(price.map(({ labels }) => labels['host']))], ['laptop']);
});
