import { Option, type Command } from 'commander';
import type { Messages } from '../../present/messages/en.ts';
import {
  installTargets,
  statusTargets,
  type InstallTarget,
  type StatusTarget,
} from '../../present/status-line/status-target.ts';
import { choiceArgument } from './options.ts';
import type { CommonOptions, Tools } from './program-tools.ts';
import { wholeNumber } from './option-values.ts';

type LineFlags = CommonOptions & {
  readonly format?: string | undefined;
  readonly width?: number | undefined;
  readonly refresh: boolean;
  readonly lang?: string | undefined;
};

type InstallFlags = LineFlags & {
  readonly dryRun?: boolean | undefined;
  readonly force?: boolean | undefined;
  readonly folder?: string | undefined;
};

/**
 * The `statusline` command as help and completion know it. What a bar runs every few seconds never comes here: the launcher
 * hands it to `statusline/main.ts`.
 */
export function addStatuslineCommands(statusline: Command, { add, messages, act }: Tools): void {
  const { options, arguments: names } = messages.help;
  const target = (command: Command, allowed: readonly string[]): Command =>
    command.addArgument(choiceArgument('<target>', names.target, allowed, messages));

  addLineOptions(target(statusline, statusTargets), messages).action(
    (name: StatusTarget, given: LineFlags) =>
      act(given, async (context) =>
        (await import('../commands/statusline/line.ts')).runStatusLineOnce(
          context,
          lineOf(name, given),
        ),
      ),
  );
  addLineOptions(target(add(statusline, 'install', 'statusline install'), installTargets), messages)
    .option('--dry-run', options.dryRun)
    .option('--force', options.force)
    .option('--folder <path>', options.pluginFolder)
    .action((name: InstallTarget, own: InstallFlags, command: Command) => {
      const given: InstallFlags = { ...own, ...command.optsWithGlobals() };
      act(given, async (context) =>
        (await import('../commands/statusline/install.ts')).runInstall(
          context,
          installOf(name, given),
        ),
      );
    });
  target(add(statusline, 'uninstall', 'statusline uninstall'), installTargets)
    .option('--dry-run', options.dryRun)
    .option('--folder <path>', options.pluginFolder)
    .action((name: InstallTarget, own: InstallFlags, command: Command) => {
      const given: InstallFlags = { ...own, ...command.optsWithGlobals() };
      act(given, async (context) =>
        (await import('../commands/statusline/uninstall.ts')).runUninstall(
          context,
          installOf(name, given),
        ),
      );
    });
  addLineOptions(
    target(add(statusline, 'print', 'statusline print'), installTargets),
    messages,
  ).action((name: InstallTarget, own: InstallFlags, command: Command) => {
    const given: InstallFlags = { ...own, ...command.optsWithGlobals() };
    act(given, async (context) =>
      (await import('../commands/statusline/print.ts')).runPrint(context, installOf(name, given)),
    );
  });
  add(statusline, 'refresh', 'statusline refresh')
    .option('--force', options.insist)
    .action((given: CommonOptions & { force?: boolean | undefined }) =>
      act(given, async (context) =>
        (await import('../commands/statusline/refresh.ts')).runStatusRefresh(context, {
          insist: given.force === true,
        }),
      ),
    );
}

function addLineOptions(command: Command, messages: Messages): Command {
  const { options } = messages.help;
  return command
    .option('--format <template>', options.template)
    .addOption(
      new Option('--width <columns>', options.width).argParser(
        wholeNumber('--width', { min: 1, max: 1000 }, messages),
      ),
    )
    .option('--no-refresh', options.noRefresh);
}

function lineOf(target: StatusTarget, { format, width, refresh, color, config, lang }: LineFlags) {
  return {
    target,
    format,
    columns: width,
    refresh,
    color,
    config,
    lang,
  };
}

function installOf(
  target: InstallTarget,
  { format, width, refresh, config, dryRun, force, folder }: InstallFlags,
) {
  return {
    target,
    dryRun: dryRun === true,
    force: force === true,
    line: {
      format,
      columns: width,
      config,
      refresh,
    },
    folder,
  };
}
