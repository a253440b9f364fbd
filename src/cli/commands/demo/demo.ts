import { join } from 'node:path';
import { createNodeHost } from '../../../host/node-host.ts';
import type { Env } from '../../../host/host.ts';
import { demoApiKey } from '../../../simulator/demo-accounts.ts';
import {
  scenarioGroups,
  scenarioNames,
  userScenarios,
  type ScenarioName,
} from '../../../simulator/scenarios.ts';
import { startSimulator } from '../../../simulator/start-simulator.ts';
import type { CommandContext } from '../../command-context.ts';
import { runUsage, type UsageOptions } from '../usage.ts';

export type DemoOptions = Pick<UsageOptions, 'format' | 'plain' | 'pretty'> & {
  readonly scenario: ScenarioName;
};

/**
 * `kimibar demo`: the same program with a temporary home, against the built-in simulated Kimi on
 * loopback. Exit code 0, whatever the scenario makes of the usage.
 */
export async function runDemo(
  context: CommandContext,
  { scenario, ...format }: DemoOptions,
): Promise<number> {
  return withDemo(context, scenario, async (demo) => {
    await runUsage(demo, {
      ...format,
      allAccounts: false,
      refresh: false,
      maxAgeMs: 0,
      timeoutMs: 20_000,
    });
    return 0;
  });
}

/** Runs something with a simulated Kimi and a temporary home, and removes both afterwards. */
export async function withDemo(
  context: CommandContext,
  scenario: ScenarioName,
  act: (demo: CommandContext) => Promise<number>,
): Promise<number> {
  const home = await context.host.files.makeTempFolder('kimibar-demo-');
  const simulator = await startSimulator({ clock: context.host.clock, scenario });
  try {
    const env = demoEnvironment(context.host.env, home, simulator);
    const host = { ...createNodeHost({ env, log: context.host.log }), clock: context.host.clock };
    const { configPath: _, ...rest } = context;
    return await act({ ...rest, host });
  } finally {
    await simulator.close();
    await context.host.files.remove(home);
  }
}

/** `kimibar demo --list`: the scenarios in groups; `all` adds those for developers. */
export async function runDemoList(
  { terminal, messages }: CommandContext,
  { all }: { readonly all: boolean },
): Promise<number> {
  const width = Math.max(...scenarioNames.map((name) => name.length));
  const groups = {
    ...scenarioGroups,
    ...(all ? { developers: scenarioNames.filter((name) => !userScenarios.includes(name)) } : {}),
  };
  const texts = Object.entries(groups).map(([group, names]) => {
    const lines = names.map((name) => `  ${name.padEnd(width)}  ${messages.scenarios[name]}`);
    return `${messages.scenarioGroups[group as keyof typeof groups]}\n${lines.join('\n')}`;
  });
  terminal.out(texts.join('\n\n'));
  return 0;
}

/** Without the user's own keys, sign-ins, settings and browsers. */
function demoEnvironment(
  env: Env,
  home: string,
  simulator: { codeBaseUrl: string; webBaseUrl: string },
): Env {
  const own = /^(KIMI_|KIMIBAR_|kimi_auth_token$|XDG_|APPDATA$|LOCALAPPDATA$)/;
  return {
    ...Object.fromEntries(Object.entries(env).filter(([name]) => !own.test(name))),
    HOME: home,
    USERPROFILE: home,
    KIMIBAR_DATA_DIR: join(home, 'data'),
    KIMI_CODE_API_KEY: demoApiKey,
    KIMI_CODE_BASE_URL: simulator.codeBaseUrl,
    KIMI_WEB_BASE_URL: simulator.webBaseUrl,
    KIMI_STATUS_PAGE_URL: simulator.webBaseUrl,
  };
}
