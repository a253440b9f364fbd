import type { Command } from 'commander';
import type { CommonOptions, Tools } from './program-tools.ts';

type Given = CommonOptions & { readonly json?: boolean | undefined };

/** The `cookies` command, which lists, and its subcommands. */
export function addCookiesCommands(cookies: Command, { add, messages, act }: Tools): void {
  const json = (command: Command): Command =>
    command.option('--json', messages.help.options.asJson);
  json(cookies).action((given: Given) =>
    act(given, async (context) =>
      (await import('../commands/cookies/list.ts')).runCookies(context, {
        json: given.json === true,
      }),
    ),
  );
  // The parent knows --json too, and takes it wherever it stands.
  json(add(cookies, 'refresh', 'cookies refresh')).action((own: Given, command: Command) => {
    const given: Given = { ...own, ...command.optsWithGlobals() };
    return act(own, async (context) =>
      (await import('../commands/cookies/list.ts')).runCookiesRefresh(context, {
        json: given.json === true,
      }),
    );
  });
  add(cookies, 'clear', 'cookies clear').action((given: Given) =>
    act(given, async (context) =>
      (await import('../commands/cookies/clear.ts')).runCookiesClear(context),
    ),
  );
}
