import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openApp } from '../../src/app/open-app.ts';
import type { UsageOutcome } from '../../src/domain/usage-snapshot.ts';
import { createNodeClock } from '../../src/host/clock.ts';
import { silentLog } from '../../src/host/log.ts';
import { createNodeHost } from '../../src/host/node-host.ts';
import { demoApiKey } from '../../src/simulator/demo-accounts.ts';
import type { ScenarioName } from '../../src/simulator/scenarios.ts';
import { startSimulator } from '../../src/simulator/start-simulator.ts';

/** Saturday, 28 November 2026, 15:12 UTC: every scenario is seen at this moment. */
export const scenarioNowMs = Date.UTC(2026, 10, 28, 15, 12);

/** Long enough for the scenario that responds after three seconds. */
const timeoutMs = 5000;

/** What KimiBar gets from the simulated Kimi in a scenario, by a clock that stands still. */
export async function outcomeOf(scenario: ScenarioName): Promise<UsageOutcome> {
  const home = await mkdtemp(join(tmpdir(), 'kimibar-scenario-'));
  const clock = { ...createNodeClock(), now: () => scenarioNowMs };
  const simulator = await startSimulator({ clock, scenario });
  try {
    const env = {
      HOME: home,
      USERPROFILE: home,
      KIMIBAR_DATA_DIR: join(home, 'data'),
      KIMI_CODE_API_KEY: demoApiKey,
      KIMI_CODE_BASE_URL: simulator.codeBaseUrl,
      KIMI_WEB_BASE_URL: simulator.webBaseUrl,
      KIMI_STATUS_PAGE_URL: simulator.webBaseUrl,
    };
    const app = await openApp({ host: { ...createNodeHost({ env, log: silentLog }), clock } });
    return await app.readUsage({
      maxAgeMs: 0,
      insist: true,
      mayPrompt: false,
      timeoutMs,
      signal: AbortSignal.timeout(2 * timeoutMs),
    });
  } finally {
    await simulator.close();
    await rm(home, { recursive: true, force: true });
  }
}
