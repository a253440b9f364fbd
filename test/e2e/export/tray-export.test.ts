import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { missingPrograms } from '../../support/desktop/session.ts';
import { rowLike, setTraySession, startTray } from '../../support/desktop/tray-session.ts';
import { noMetricsLab, startEngine } from '../../support/metrics-engine.ts';
import { runProgram } from '../../support/run-program.ts';
import { startServer } from '../../support/running-server.ts';
import { eventually, until } from '../../support/until.ts';
import { startCollector } from './collector.ts';

const skip = missingPrograms('dbus-daemon') ?? noMetricsLab;
/** A push every three seconds. */
const speed = 20;
const preload = new URL('../../support/hurried-clock.ts', import.meta.url).href;

/** A desktop with the export switched on, where minutes take seconds. */
async function setExportingSession(t: TestContext) {
  const engine = await startEngine(t);
  const collector = await startCollector(t, engine.url);
  const scene = await setTraySession(t, {
    NODE_OPTIONS: `--import=${preload}`,
    KIMIBAR_TEST_SPEED: String(speed),
    KIMIBAR_TEST_HURRY_FROM: String(Date.now()),
  });
  const home = scene.session.folder;
  for (const [name, value] of Object.entries({ enabled: 'true', endpoint: collector.url })) {
    const args = ['config', 'set', `export.${name}`, value];
    const { exitCode, stderr } = await runProgram(args, { home, env: scene.env });
    assert.equal(exitCode, 0, stderr);
  }
  return { engine, collector, scene, home };
}

test('the tray pushes what a server would', { skip }, async (t) => {
  const { engine, collector, scene } = await setExportingSession(t);
  const tray = await startTray(scene);
  await rowLike(scene, tray, / Weekly /);
  await until(() => collector.requests.length >= 2, 'two pushes');
  const windows = await eventually(async () => {
    const series = await engine.exported('kimibar_quota_used_ratio');
    return series.length >= 3 ? series.map(({ metric }) => metric['window']) : undefined;
  }, 'the pushed usage');
  assert.deepEqual(windows.toSorted(), ['monthly', 'session', 'weekly']);
});

test('beside a server, the tray leaves the pushing to it', { skip }, async (t) => {
  const { engine, collector, scene, home } = await setExportingSession(t);
  await startServer(t, { home, env: scene.env });
  const tray = await startTray(scene);
  await rowLike(scene, tray, / Weekly /);
  const before = collector.requests.length;
  await until(() => collector.requests.length >= before + 4, 'four more pushes');
  const [up] = await eventually(async () => {
    const series = await engine.exported('kimibar_up');
    return (series[0]?.timestamps.length ?? 0) >= before + 4 ? series : undefined;
  }, 'their samples');
  const { timestamps = [] } = up ?? {};
  const minutes = ((timestamps.at(-1) ?? 0) - (timestamps[0] ?? 0)) / 60_000;
  // Two would push twice a minute; on a busy machine one push is late and the next is not.
  assert.ok(timestamps.length - 1 <= minutes + 1, `${timestamps.length} in ${minutes} minutes`);
});
