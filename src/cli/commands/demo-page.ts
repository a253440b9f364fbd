import type { ScenarioName } from '../../simulator/scenarios.ts';
import type { CommandContext } from '../command-context.ts';
import { withDemo } from './demo.ts';
import { runServe } from './serve.ts';

/** `kimibar demo --serve`: the page on a simulated Kimi, until it is told to stop. Any free port unless one is given: the real one may be running. */
export function runDemoPage(context: CommandContext, options: { scenario: ScenarioName; port: number; open: boolean }): Promise<number> {
  return withDemo(context, options.scenario, (demo) => runServe(demo, { port: options.port, open: options.open }));
}
