import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { StartAtLogin } from '../../../src/daemon/autostart/start-at-login.ts';
import { openDaemon } from '../../../src/daemon/open-daemon.ts';
import type { EffectiveCadence } from '../../../src/domain/setting-choices.ts';
import type { UsageState } from '../../../src/domain/usage-state.ts';
import { createNodeHost } from '../../../src/host/node-host.ts';
import type { SimulatorOptions } from '../../../src/simulator/start-simulator.ts';
import { startSimulator } from '../../../src/simulator/start-simulator.ts';
import { manualClock } from '../../support/fakes/manual-clock.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { until } from '../../support/until.ts';

/** When every stage begins: 20 November 2026, 8:00 UTC. */
export const startMs = Date.UTC(2026, 10, 20, 8);

/** A simulated Kimi, a home that leads to it, and a daemon on a clock that the test moves. */
export async function setDaemonStage(
  t: TestContext,
  options: {
    env?: Record<string, string> | undefined;
    config?: object | undefined;
    cadence?: EffectiveCadence | undefined;
    scenario?: SimulatorOptions['scenario'] | undefined;
    trayAtLogin?: StartAtLogin | undefined;
  } = {},
) {
  const clock = manualClock(startMs);
  const simulator = await startSimulator({
    clock,
    scenario: options.scenario,
  });
  t.after(() => simulator.close());
  const home = tempFolder(t);
  const configPath = join(home, 'config.json');
  if (options.config !== undefined) writeFileSync(configPath, JSON.stringify(options.config));
  const env = {
    HOME: home,
    KIMIBAR_DATA_DIR: join(home, 'data'),
    KIMI_CODE_BASE_URL: simulator.codeBaseUrl,
    KIMI_WEB_BASE_URL: simulator.webBaseUrl,
    ...options.env,
  };
  const host = { ...createNodeHost({ env }), clock };
  const daemon = await openDaemon({
    host,
    configPath,
    cadence: options.cadence,
    trayAtLogin: options.trayAtLogin,
  });
  t.after(() => daemon.close());
  const states: UsageState[] = [];
  daemon.subscribe((state) => void states.push(state));
  const answered = (): Promise<void> =>
    until(
      () => !daemon.state().refreshing && daemon.state().accounts[0]?.outcome !== undefined,
      'an answer',
    );
  /** The schedule of the next refresh is on the disk. */
  const planned = (): Promise<void> =>
    until(() => schedule()?.includes(String(startMs + 5 * 60_000)) === true, 'a plan');
  const schedule = (): string | undefined =>
    host.files.readText(join(home, 'data', 'schedule.json'));
  const asked = (): number =>
    simulator.requests.filter(({ path }) => path.endsWith('/usages')).length;
  return { clock, simulator, home, host, configPath, daemon, states, answered, planned, asked };
}
