import { scenarioNames } from '../../simulator/scenarios.ts';
import { defineCommand } from '../command-line/command.ts';
import { formatFlags, portFlag } from '../command-line/common-flags.ts';
import { oneOf } from '../command-line/value-types.ts';

export const demo = defineCommand({
  name: 'demo',
  mayLackConfig: true,
  summary: 'demo',
  flags: {
    ...formatFlags,
    scenario: {
      summary: 'scenario',
      value: 'name',
      type: oneOf(scenarioNames),
      default: 'everyday',
    },
    list: { summary: 'list' },
    serve: { summary: 'serve' },
    ...portFlag,
    open: { summary: 'open' },
  },
  run: async (context, { format, json, plain, pretty, scenario, list, serve, port = 0, open }) => {
    if (serve) {
      const { runDemoPage } = await import('../commands/demo/demo-page.ts');
      return runDemoPage(context, { scenario, port, open });
    }
    const { runDemo, runDemoList } = await import('../commands/demo/demo.ts');
    if (list) return runDemoList(context);
    return runDemo(context, { format: json ? 'json' : format, plain, pretty, scenario });
  },
});
