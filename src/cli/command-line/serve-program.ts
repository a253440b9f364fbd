import type { Command } from 'commander';
import type { Cadence } from '../../domain/setting-choices.ts';
import { choiceOption, portOption } from './options.ts';
import type { CommonOptions, Tools } from './program-tools.ts';

type ServeFlags = CommonOptions & {
  readonly host?: string | undefined;
  readonly port?: number | undefined;
  readonly refreshInterval?: string | undefined;
  readonly token?: string | undefined;
  readonly open?: boolean | undefined;
};
type ServiceFlags = CommonOptions & { readonly dryRun?: boolean | undefined };

/** The cadences there are, by their seconds. */
const cadences: Readonly<Record<string, Cadence>> = {
  '60': 1,
  '300': 5,
  '900': 15,
  '1800': 30,
  adaptive: 'adaptive',
};

/** The `serve` command and what makes it start by itself. */
export function addServeCommands(serve: Command, { add, messages, act }: Tools): void {
  const { options } = messages.help;
  serve
    .option('--host <address>', options.host)
    .addOption(portOption(messages))
    .addOption(
      choiceOption(
        '--refresh-interval <seconds>',
        options.refreshInterval,
        Object.keys(cadences),
        messages,
      ),
    )
    .option('--token <token>', options.token)
    .option('--open', options.open)
    .action((given: ServeFlags) =>
      act(given, async (context) => {
        const { runServe } = await import('../commands/serve/serve.ts');
        const { host, port, token, refreshInterval, open = false } = given;
        const place = {
          host,
          port,
          token,
        };
        const cadence = cadences[refreshInterval ?? ''];
        return runServe(context, { ...place, ...(cadence === undefined ? {} : { cadence }), open });
      }),
    );
  const service = (name: 'install' | 'uninstall'): void => {
    add(serve, name, `serve ${name}`)
      .option('--dry-run', options.dryRun)
      .action((given: ServiceFlags) =>
        act(given, async (context) => {
          const { runServeInstall, runServeUninstall } =
            await import('../commands/serve/serve-service.ts');
          return (name === 'install' ? runServeInstall : runServeUninstall)(context, {
            dryRun: given.dryRun === true,
          });
        }),
      );
  };
  service('install');
  service('uninstall');
}
