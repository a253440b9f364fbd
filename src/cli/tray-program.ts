import { Option, type Command } from 'commander';
import type { Messages } from '../present/messages/en.ts';
import type { Act, CommonOptions } from './command-line.ts';
import { oneOf } from './option-values.ts';

const titles = ['icon', 'percent', 'countdown'] as const;
const panels = ['auto', 'dark', 'light'] as const;
const colourings = ['alert', 'always', 'never'] as const;

type TrayFlags = CommonOptions & {
  readonly title: (typeof titles)[number];
  readonly panel: (typeof panels)[number];
  readonly colour: (typeof colourings)[number];
};

/** The `tray` command. */
export function addTrayCommand(tray: Command, { messages, act }: { messages: Messages; act: Act }): void {
  const { options } = messages.help;
  const choice = (flag: string, description: string, words: readonly string[], first: string): Option =>
    new Option(`${flag} <choice>`, description)
      .choices(words)
      .default(first)
      .argParser(oneOf(flag, words, messages));
  tray
    .addOption(choice('--title', options.trayTitle, titles, 'icon'))
    .addOption(choice('--panel', options.trayPanel, panels, 'auto'))
    .addOption(choice('--colour', options.trayColour, colourings, 'alert'))
    .action((given: TrayFlags) =>
      act(given, async (context) => {
        const { runTray } = await import('./commands/tray.ts');
        return runTray(context, { title: given.title, panel: given.panel, colouring: given.colour });
      }),
    );
}
