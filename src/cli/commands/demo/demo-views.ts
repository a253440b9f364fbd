import { join } from 'node:path';
import { recordHistory } from '../../../app/history.ts';
import { openApp } from '../../../app/open-app.ts';
import { kimiCodeTree } from '../../../simulator/logs/kimi-code-tree.ts';
import { simulatedWork } from '../../../simulator/logs/simulated-work.ts';
import { simulatedPast } from '../../../simulator/simulated-past.ts';
import type { ScenarioName } from '../../../simulator/scenarios.ts';
import type { CommandContext } from '../../command-context.ts';
import { withDemo } from './demo.ts';
import { runBreakdown } from '../breakdown/breakdown.ts';
import { runHistory } from '../history.ts';
import { runServe } from '../serve/serve.ts';
import { runWatch } from '../watch/watch.ts';

const weekMs = 7 * 86_400_000;

/**
 * `kimibar demo --serve`: the page with a simulated Kimi and a simulated history, until it is
 * stopped. Uses any free port by default, since the user's own server may be running.
 */
export function runDemoPage(
  context: CommandContext,
  options: { scenario: ScenarioName; port: number; open: boolean },
): Promise<number> {
  return withDemo(context, options.scenario, async (demo) => {
    await rememberPast(demo);
    return runServe(demo, { port: options.port, open: options.open });
  });
}

/** `kimibar demo watch`: the live view of a simulated Kimi, until it is stopped. */
export function runDemoWatch(context: CommandContext, scenario: ScenarioName): Promise<number> {
  return withDemo(context, scenario, async (demo) => {
    await rememberPast(demo);
    return runWatch(demo, { allAccounts: false });
  });
}

/** `kimibar demo history`: charts of a simulated week. */
export function runDemoHistory(context: CommandContext, scenario: ScenarioName): Promise<number> {
  return withDemo(context, scenario, async (demo) => {
    await rememberPast(demo);
    return runHistory(demo, {
      since: { backMs: weekMs },
      format: 'text',
      pretty: false,
      allAccounts: false,
    });
  });
}

/** `kimibar demo breakdown`: the quota of simulated projects. */
export function runDemoBreakdown(context: CommandContext, scenario: ScenarioName): Promise<number> {
  return withDemo(context, scenario, async (demo) => {
    await rememberPast(demo);
    return runBreakdown(demo, { by: 'project', format: 'text', pretty: false });
  });
}

/**
 * Writes a simulated history that ends with the scenario's usage, if the scenario has any, and the
 * logs of the work that used it.
 */
async function rememberPast(demo: CommandContext): Promise<void> {
  const app = await openApp(demo);
  const outcome = await app.readUsage({
    maxAgeMs: 0,
    insist: false,
    mayPrompt: false,
    timeoutMs: 5_000,
    signal: demo.signal,
  });
  if (outcome.kind !== 'fresh') return;
  const past = simulatedPast(outcome.snapshot);
  await recordHistory(demo.host, past);
  const home = join(demo.host.platform.homeDir, '.kimi-code');
  const { files } = demo.host;
  const tree = [...kimiCodeTree(simulatedWork(past))];
  await Promise.all(tree.map(({ path, text }) => files.writeCache(join(home, path), text)));
}
