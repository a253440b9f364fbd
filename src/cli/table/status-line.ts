import { installTargets } from '../../present/status-line/status-target.ts';
import { defineCommand, type Values } from '../command-line/command.ts';
import { accountFlag } from '../command-line/common-flags.ts';
import type { Arguments, Flags } from '../command-line/flag.ts';
import { oneOf, path } from '../command-line/value-types.ts';
import type { InstallOptions } from '../commands/statusline/find-tool.ts';
import { statusLineArguments, statusLineFlags } from '../statusline/status-line-flags.ts';

const installArguments = {
  target: { summary: 'target', type: oneOf(installTargets) },
} as const satisfies Arguments;
const dryRun = { dryRun: { summary: 'dryRun' } } as const satisfies Flags;
const folder = {
  folder: { summary: 'pluginFolder', value: 'path', type: path },
} as const satisfies Flags;

const install = defineCommand({
  name: 'install',
  summary: 'statusline install',
  arguments: installArguments,
  flags: { ...statusLineFlags, ...dryRun, force: { summary: 'force' }, ...folder },
  run: async (context, values) =>
    (await import('../commands/statusline/install.ts')).runInstall(context, {
      ...installOptions(values),
      dryRun: values.dryRun,
      force: values.force,
      folder: values.folder,
    }),
});

const uninstall = defineCommand({
  name: 'uninstall',
  mayLackConfig: true,
  summary: 'statusline uninstall',
  arguments: installArguments,
  flags: { ...dryRun, ...folder },
  run: async (context, { target, ...values }) =>
    (await import('../commands/statusline/install.ts')).runUninstall(context, {
      target,
      line: { refresh: true },
      dryRun: values.dryRun,
      force: false,
      folder: values.folder,
    }),
});

const print = defineCommand({
  name: 'print',
  summary: 'statusline print',
  arguments: installArguments,
  flags: statusLineFlags,
  run: async (context, values) =>
    (await import('../commands/statusline/once.ts')).runPrint(context, installOptions(values)),
});

const refresh = defineCommand({
  name: 'refresh',
  mayLackConfig: true,
  summary: 'statusline refresh',
  flags: { ...accountFlag, force: { summary: 'insist' } },
  run: async (context, { force, account }) =>
    (await import('../commands/statusline/once.ts')).runStatusRefresh(context, {
      isForced: force,
      account,
    }),
});

const repair = defineCommand({
  name: 'repair',
  isHidden: true,
  mayLackConfig: true,
  run: async (context) => (await import('../commands/statusline/repair.ts')).runRepair(context),
});

/**
 * What a status bar runs every few seconds never comes here: the launcher calls
 * `statusline/main.ts`.
 */
export const statusline = defineCommand({
  name: 'statusline',
  mayLackConfig: true,
  summary: 'statusline',
  arguments: statusLineArguments,
  flags: statusLineFlags,
  commands: [install, uninstall, print, refresh, repair],
  run: async (context, values) =>
    (await import('../commands/statusline/once.ts')).runStatusLineOnce(context, values),
});

function installOptions({
  target,
  account,
  format,
  width,
  refresh: mayRefresh,
  config,
}: Values<typeof statusLineFlags, typeof installArguments>): InstallOptions {
  return {
    target,
    line: { account, format, width, config, refresh: mayRefresh },
    dryRun: false,
    force: false,
  };
}
