import type { Command } from 'commander';
import type { CommonOptions, Tools } from './program-tools.ts';

/** The flags of `watch`. */
export function addWatchCommand(watch: Command, { messages, act }: Tools): void {
  watch
    .option('--account <name>', messages.help.options.account)
    .action((given: CommonOptions & { account?: string | undefined }) =>
      act(given, async (context) => {
        const { runWatch } = await import('../commands/watch/watch.ts');
        return runWatch(context, given.account === undefined ? {} : { account: given.account });
      }),
    );
}
