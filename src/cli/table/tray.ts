import { trayColours, trayPanels, trayTitles } from '../../domain/tray-look.ts';
import { defineCommand } from '../command-line/command.ts';
import { accountFlag } from '../command-line/common-flags.ts';
import { oneOf } from '../command-line/value-types.ts';

/** A flag overrides the setting of the same name. */
export const tray = defineCommand({
  name: 'tray',
  summary: 'tray',
  flags: {
    ...accountFlag,
    title: { summary: 'trayTitle', value: 'choice', type: oneOf(trayTitles) },
    panel: { summary: 'trayPanel', value: 'choice', type: oneOf(trayPanels) },
    colour: { summary: 'trayColour', value: 'choice', type: oneOf(trayColours) },
  },
  run: async (context, { title, panel, colour, account }) =>
    (await import('../commands/tray/tray.ts')).runTray(context, { title, panel, colour }, account),
});
