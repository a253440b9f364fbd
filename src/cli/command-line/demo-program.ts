import type { Command } from 'commander';
import { scenarioNames } from '../../simulator/scenarios.ts';
import type { Tools } from './program-tools.ts';
import { choiceOption, formatOptions, portOption } from './options.ts';
import { formatOf, type FormatFlags } from './usage-flags.ts';

type DemoFlags = {
  readonly scenario: (typeof scenarioNames)[number];
  readonly list?: boolean | undefined;
  readonly serve?: boolean | undefined;
  readonly port?: number | undefined;
  readonly open?: boolean | undefined;
};

/** `demo` with its flags. */
export function addDemoCommand(command: Command, { messages, act }: Tools): void {
  const { options } = messages.help;
  formatOptions(command, messages)
    .addOption(
      choiceOption('--scenario <name>', options.scenario, scenarioNames, messages).default(
        'everyday',
      ),
    )
    .option('--list', options.list)
    .option('--serve', options.serve)
    .addOption(portOption(messages))
    .option('--open', options.open)
    .action((given: FormatFlags & DemoFlags) =>
      act(given, async (context) => {
        const { runDemo, runDemoList } = await import('../commands/demo/demo.ts');
        if (given.serve === true) {
          const { runDemoPage } = await import('../commands/demo/demo-page.ts');
          return runDemoPage(context, {
            scenario: given.scenario,
            port: given.port ?? 0,
            open: given.open === true,
          });
        }
        return given.list === true
          ? runDemoList(context)
          : runDemo(context, { ...formatOf(given), scenario: given.scenario });
      }),
    );
}
