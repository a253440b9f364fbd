import type { TestContext } from 'node:test';
import { createNodeClock } from '../../src/host/clock.ts';
import { demoApiKey } from '../../src/simulator/demo-accounts.ts';
import {
  startSimulator,
  type Simulator,
  type SimulatorOptions,
} from '../../src/simulator/start-simulator.ts';
import { runProgram, type ProgramOptions, type ProgramRun } from './run-program.ts';
import { tempFolder } from './temp-folder.ts';

/** A simulated Kimi on the real clock, and a home in which the built program knows only that. */
export type Stage = {
  readonly simulator: Simulator;
  readonly home: string;
  readonly env: Readonly<Record<string, string>>;
  /** Runs the program. `env` is added to the stage's own; an empty value removes a variable. */
  run(
    args: readonly string[],
    options?: Partial<Omit<ProgramOptions, 'home'>>,
  ): Promise<ProgramRun>;
  /** How often a path with this last part was requested: `usages`, `me`, `GetUsages` … */
  asked(what: string): number;
};

/**
 * Sets up a stage and takes it down after the test. `key` is the API key in the environment, by
 * default the demo's.
 */
export async function setStage(
  t: Pick<TestContext, 'after'>,
  { key = demoApiKey, ...options }: Partial<SimulatorOptions> & { key?: string | undefined } = {},
): Promise<Stage> {
  const simulator = await startSimulator({ clock: createNodeClock(), ...options });
  t.after(() => simulator.close());
  const home = tempFolder(t);
  const env = {
    KIMI_CODE_API_KEY: key,
    KIMI_CODE_BASE_URL: simulator.codeBaseUrl,
    KIMI_WEB_BASE_URL: simulator.webBaseUrl,
  };
  return {
    simulator,
    home,
    env,
    run: (args, more = {}) => runProgram(args, { ...more, home, env: { ...env, ...more.env } }),
    asked: (what) => simulator.requests.filter(({ path }) => path.endsWith(`/${what}`)).length,
  };
}
