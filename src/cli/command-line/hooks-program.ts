import type { Command } from 'commander';
import { usageEventKinds } from '../../domain/events/usage-event.ts';
import { choiceArgument } from './options.ts';
import type { CommonOptions, Tools } from './program-tools.ts';

type Given = CommonOptions & { readonly json?: boolean | undefined };

/** The `hooks` command's subcommands. */
export function addHooksCommands(hooks: Command, { add, messages, act }: Tools): void {
  const { options, arguments: names } = messages.help;
  const json = (command: Command): Command => command.option('--json', options.asJson);
  json(add(hooks, 'list', 'hooks list')).action((given: Given) =>
    act(given, async (context) =>
      (await import('../commands/hooks/list.ts')).hooksList(context, { json: given.json === true }),
    ),
  );
  json(add(hooks, 'test', 'hooks test'))
    .addArgument(choiceArgument('<event>', names.event, usageEventKinds, messages))
    .action((kind: (typeof usageEventKinds)[number], given: Given) =>
      act(given, async (context) =>
        (await import('../commands/hooks/test.ts')).hooksTest(context, {
          kind,
          json: given.json === true,
        }),
      ),
    );
}
