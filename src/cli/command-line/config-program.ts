import type { Command } from 'commander';
import type { CommonOptions, Tools } from './program-tools.ts';

type Given<T = object> = CommonOptions & { readonly format?: string } & T;
type OfProvider = { readonly provider?: string };
type Paste = OfProvider & { readonly account?: string; readonly stdin?: boolean };

/** The `config` command's subcommands. What their values must be is said where the settings are kept. */
export function addConfigCommands(config: Command, { add, messages, act }: Tools): void {
  const { options, arguments: names } = messages.help;
  const format = (command: Command): Command => command.option('--format <format>', options.format);
  const provider = (command: Command): Command => command.option('--provider <name>', options.provider);
  const paste = (command: Command): Command =>
    provider(format(command)).option('--account <name>', options.account).option('--stdin', options.stdin);

  add(config, 'path', 'config path').action((given: Given) =>
    act(given, async (context) => (await import('../commands/config/path.ts')).configPath(context)),
  );
  format(add(config, 'show', 'config show')).action((given: Given) =>
    act(given, async (context) => (await import('../commands/config/show.ts')).configShow(context, given)),
  );
  format(add(config, 'validate', 'config validate')).action((given: Given) =>
    act(given, async (context) => (await import('../commands/config/validate.ts')).configValidate(context, given)),
  );
  format(add(config, 'providers', 'config providers')).action((given: Given) =>
    act(given, async (context) => (await import('../commands/config/providers.ts')).configProviders(context, given)),
  );
  provider(format(add(config, 'enable', 'config enable'))).action((given: Given<OfProvider>) =>
    act(given, async (context) => (await import('../commands/config/enable.ts')).configEnable(context, given)),
  );
  provider(format(add(config, 'disable', 'config disable'))).action((given: Given<OfProvider>) =>
    act(given, async (context) => (await import('../commands/config/enable.ts')).configDisable(context, given)),
  );
  paste(add(config, 'set-api-key', 'config set-api-key'))
    .option('--api-key <key>', options.apiKey)
    .option('--no-enable', options.noEnable)
    .action((given: Given<Paste & { apiKey?: string; enable: boolean }>) =>
      act(given, async (context) => (await import('../commands/config/set-api-key.ts')).configSetApiKey(context, given)),
    );
  paste(add(config, 'set-cookie', 'config set-cookie'))
    .option('--cookie <text>', options.cookie)
    .action((given: Given<Paste & { cookie?: string }>) =>
      act(given, async (context) => (await import('../commands/config/set-cookie.ts')).configSetCookie(context, given)),
    );
  add(config, 'set-source', 'config set-source')
    .argument('<source>', names.source)
    .action((value: string, given: Given) =>
      act(given, async (context) => (await import('../commands/config/set-setting.ts')).configSetSource(context, { value })),
    );
  add(config, 'set-cookie-source', 'config set-cookie-source')
    .argument('<source>', names.source)
    .action((value: string, given: Given) =>
      act(given, async (context) => (await import('../commands/config/set-setting.ts')).configSetCookieSource(context, { value })),
    );
  add(config, 'set', 'config set')
    .argument('<name>', names.name)
    .argument('<value>', names.value)
    .action((name: string, value: string, given: Given) =>
      act(given, async (context) => (await import('../commands/config/set-setting.ts')).configSet(context, { name, value })),
    );
  add(config, 'unset', 'config unset')
    .argument('<name>', names.name)
    .action((name: string, given: Given) =>
      act(given, async (context) => (await import('../commands/config/set-setting.ts')).configUnset(context, { name })),
    );
  add(config, 'dump', 'config dump')
    .option('--show-secrets', options.showSecrets)
    .action((given: Given<{ showSecrets?: boolean }>) =>
      act(given, async (context) => (await import('../commands/config/dump.ts')).configDump(context, given)),
    );
}
