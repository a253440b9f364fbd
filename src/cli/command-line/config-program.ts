import { Argument, Option, type Command } from 'commander';
import { cookieSourceChoices, sourceChoices } from '../../domain/setting-choices.ts';
import { settableNames } from '../../config/settings-table.ts';
import type { CommonOptions, Tools } from './program-tools.ts';

type Given<T = object> = CommonOptions & { readonly format?: string | undefined } & T;
type OfProvider = { readonly provider?: string | undefined };
type Paste = OfProvider & {
  readonly account?: string | undefined;
  readonly stdin?: boolean | undefined;
};

/** The `config` command's subcommands. What their values must be is said where the settings are kept. */
export function addConfigCommands(config: Command, { add, messages, act }: Tools): void {
  const { options, arguments: names } = messages.help;
  const format = (command: Command): Command =>
    command.addOption(listed(new Option('--format <format>', options.format), ['text', 'json']));
  const provider = (command: Command): Command =>
    command.addOption(listed(new Option('--provider <name>', options.provider), ['kimi']));
  const paste = (command: Command): Command =>
    provider(format(command))
      .option('--account <name>', options.account)
      .option('--stdin', options.stdin);

  add(config, 'path', 'config path').action((given: Given) =>
    act(given, async (context) => (await import('../commands/config/path.ts')).configPath(context)),
  );
  format(add(config, 'show', 'config show')).action((given: Given) =>
    act(given, async (context) =>
      (await import('../commands/config/show.ts')).configShow(context, given),
    ),
  );
  format(add(config, 'validate', 'config validate')).action((given: Given) =>
    act(given, async (context) =>
      (await import('../commands/config/validate.ts')).configValidate(context, given),
    ),
  );
  format(add(config, 'providers', 'config providers')).action((given: Given) =>
    act(given, async (context) =>
      (await import('../commands/config/providers.ts')).configProviders(context, given),
    ),
  );
  provider(format(add(config, 'enable', 'config enable'))).action((given: Given<OfProvider>) =>
    act(given, async (context) =>
      (await import('../commands/config/enable.ts')).configEnable(context, given),
    ),
  );
  provider(format(add(config, 'disable', 'config disable'))).action((given: Given<OfProvider>) =>
    act(given, async (context) =>
      (await import('../commands/config/enable.ts')).configDisable(context, given),
    ),
  );
  paste(add(config, 'set-api-key', 'config set-api-key'))
    .option('--api-key <key>', options.apiKey)
    .option('--no-enable', options.noEnable)
    .action((given: Given<Paste & { apiKey?: string | undefined; enable: boolean }>) =>
      act(given, async (context) =>
        (await import('../commands/config/set-api-key.ts')).configSetApiKey(context, given),
      ),
    );
  paste(add(config, 'set-cookie', 'config set-cookie'))
    .option('--cookie <text>', options.cookie)
    .action((given: Given<Paste & { cookie?: string | undefined }>) =>
      act(given, async (context) =>
        (await import('../commands/config/set-cookie.ts')).configSetCookie(context, given),
      ),
    );
  add(config, 'set-source', 'config set-source')
    .addArgument(listed(new Argument('<source>', names.source), sourceChoices))
    .action((value: string, given: Given) =>
      act(given, async (context) =>
        (await import('../commands/config/set-setting.ts')).configSetSource(context, { value }),
      ),
    );
  add(config, 'set-cookie-source', 'config set-cookie-source')
    .addArgument(listed(new Argument('<source>', names.source), cookieSourceChoices))
    .action((value: string, given: Given) =>
      act(given, async (context) =>
        (await import('../commands/config/set-setting.ts')).configSetCookieSource(context, {
          value,
        }),
      ),
    );
  add(config, 'set', 'config set')
    .addArgument(listed(new Argument('<name>', names.name), settableNames))
    .argument('<value>', names.value)
    .action((name: string, value: string, given: Given) =>
      act(given, async (context) =>
        (await import('../commands/config/set-setting.ts')).configSet(context, { name, value }),
      ),
    );
  add(config, 'unset', 'config unset')
    .argument('<name>', names.name)
    .action((name: string, given: Given) =>
      act(given, async (context) =>
        (await import('../commands/config/set-setting.ts')).configUnset(context, { name }),
      ),
    );
  add(config, 'dump', 'config dump')
    .option('--show-secrets', options.showSecrets)
    .action((given: Given<{ showSecrets?: boolean | undefined }>) =>
      act(given, async (context) =>
        (await import('../commands/config/dump.ts')).configDump(context, given),
      ),
    );
}

/** Names the words for the help and for completion; the settings' own checks are the ones that complain, and know more ways to write them. */
function listed<T extends Option | Argument>(part: T, words: readonly string[]): T {
  part.choices(words).argParser((word: string) => word);
  return part;
}
