import { Option, type Command } from 'commander';
import type { Tools } from './program-tools.ts';
import { sourceChoices } from '../../domain/setting-choices.ts';
import { runUsage } from '../commands/usage.ts';
import { choiceOption, formatOptions, timeoutOption } from './options.ts';
import {
  defaultMaxAgeMs,
  usageValues,
  usageWish,
  withoutTalk,
  type UsageFlags,
} from './usage-flags.ts';

/** `usage` with its flags. Its code is there already: nearly every run is one. */
export function addUsageCommand(command: Command, { messages, act }: Tools): void {
  const { options } = messages.help;
  formatOptions(command, messages)
    .option('--json-only', options.jsonOnly)
    .addOption(choiceOption('--provider <name>', options.provider, ['kimi'], messages))
    .addOption(choiceOption('--source <source>', options.source, sourceChoices, messages))
    .option('--account <name>', options.account)
    .option('--all-accounts', options.allAccounts)
    .option('--refresh', options.refresh)
    .addOption(
      new Option('--max-age <seconds>', options.maxAge)
        .default(defaultMaxAgeMs, '30')
        .argParser(usageValues(messages).maxAge),
    )
    .addOption(timeoutOption(messages))
    .action((given: UsageFlags, ran: Command) => {
      const wish = usageWish(given, ran.getOptionValueSource('maxAge') !== 'default');
      act(withoutTalk(given), (context) => runUsage(context, wish));
    });
}
