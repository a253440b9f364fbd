import type { Command, Option } from 'commander';
import { trayColours, trayPanels, trayTitles, type TrayLookFlags } from '../../domain/tray-look.ts';
import { choiceOption } from './options.ts';
import type { CommonOptions, Tools } from './program-tools.ts';

type TrayFlags = CommonOptions & TrayLookFlags;

/** The `tray` command. A flag goes before the setting of the same name. */
export function addTrayCommand(tray: Command, { messages, act }: Tools): void {
  const { options } = messages.help;
  const choice = (flag: string, description: string, words: readonly string[]): Option =>
    choiceOption(`${flag} <choice>`, description, words, messages);
  tray
    .addOption(choice('--title', options.trayTitle, trayTitles))
    .addOption(choice('--panel', options.trayPanel, trayPanels))
    .addOption(choice('--colour', options.trayColour, trayColours))
    .action((given: TrayFlags) =>
      act(given, async (context) => {
        const { runTray } = await import('../commands/tray/tray.ts');
        const { title, panel, colour } = given;
        return runTray(context, { title, panel, colour });
      }),
    );
}
