import { Argument, type Command } from 'commander';
import { usageEventKinds } from '../domain/usage-event.ts';
import type { Messages } from '../present/messages/en.ts';
import type { Act, AddCommand, CommonOptions } from './command-line.ts';
import { oneOf } from './option-values.ts';

type Given = CommonOptions & { readonly json?: boolean };

/** The `hooks` command's subcommands. */
export function addHooksCommands(hooks: Command, { add, messages, act }: { add: AddCommand; messages: Messages; act: Act }): void {
  const { options, arguments: names } = messages.help;
  const json = (command: Command): Command => command.option('--json', options.json);
  json(add(hooks, 'list', 'hooks list')).action((given: Given) =>
    act(given, async (context) => (await import('./commands/hooks/list.ts')).hooksList(context, { json: given.json === true })),
  );
  json(add(hooks, 'test', 'hooks test'))
    .addArgument(new Argument('<event>', names.event).choices(usageEventKinds).argParser(oneOf('event', usageEventKinds, messages)))
    .action((kind: (typeof usageEventKinds)[number], given: Given) =>
      act(given, async (context) => (await import('./commands/hooks/test.ts')).hooksTest(context, { kind, json: given.json === true })),
    );
}
