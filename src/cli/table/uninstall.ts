import { defineCommand } from '../command-line/command.ts';
import { openTerminalDialogue } from '../terminal/node-terminal.ts';

export const uninstall = defineCommand({
  name: 'uninstall',
  mayLackConfig: true,
  summary: 'uninstall',
  flags: { dryRun: { summary: 'dryRunUninstall' }, yes: { summary: 'yes' } },
  run: async (context, { dryRun, yes }) => {
    const colour = context.terminal.colour !== 'none';
    return (await import('../uninstall/uninstall.ts')).runUninstallAll(context, {
      dryRun,
      yes,
      openDialogue: () => openTerminalDialogue({ colour, signal: context.signal }),
    });
  },
});
