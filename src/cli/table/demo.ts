import { isScenarioName, userScenarios, type ScenarioName } from '../../simulator/scenarios.ts';
import { defineCommand } from '../command-line/command.ts';
import { formatFlags, portFlag } from '../command-line/common-flags.ts';
import type { Flags, ValueType } from '../command-line/flag.ts';

/** Any scenario; those for developers are not suggested. */
const scenarioName: ValueType<ScenarioName> = {
  choices: userScenarios,
  parse: (typed) => (isScenarioName(typed) ? typed : undefined),
  allowed: (words) => words.scenarios(userScenarios),
};

const scenarioFlag = {
  scenario: { summary: 'scenario', value: 'name', type: scenarioName, default: 'everyday' },
} as const satisfies Flags;

const watch = defineCommand({
  name: 'watch',
  mayLackConfig: true,
  summary: 'demo watch',
  flags: scenarioFlag,
  run: async (context, { scenario }) =>
    (await import('../commands/demo/demo-views.ts')).runDemoWatch(context, scenario),
});

const history = defineCommand({
  name: 'history',
  mayLackConfig: true,
  summary: 'demo history',
  flags: scenarioFlag,
  run: async (context, { scenario }) =>
    (await import('../commands/demo/demo-views.ts')).runDemoHistory(context, scenario),
});

const breakdown = defineCommand({
  name: 'breakdown',
  mayLackConfig: true,
  summary: 'demo breakdown',
  flags: scenarioFlag,
  run: async (context, { scenario }) =>
    (await import('../commands/demo/demo-views.ts')).runDemoBreakdown(context, scenario),
});

export const demo = defineCommand({
  name: 'demo',
  mayLackConfig: true,
  summary: 'demo',
  commands: [watch, history, breakdown],
  flags: {
    ...formatFlags,
    ...scenarioFlag,
    list: { summary: 'list' },
    all: { summary: 'listAll' },
    serve: { summary: 'serve' },
    ...portFlag,
    open: { summary: 'open' },
  },
  run: async (context, { serve, port = 0, open, list, all, ...card }) => {
    if (serve) {
      const { runDemoPage } = await import('../commands/demo/demo-views.ts');
      return runDemoPage(context, { scenario: card.scenario, port, open });
    }
    const { runDemo, runDemoList } = await import('../commands/demo/demo.ts');
    if (list || all) return runDemoList(context, { all });
    return runDemo(context, { ...card, format: card.json ? 'json' : card.format });
  },
});
