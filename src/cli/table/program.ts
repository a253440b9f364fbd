import { defineCommand, type Command } from '../command-line/command.ts';
import { accountFlags, jsonFlag } from '../command-line/common-flags.ts';
import { accounts } from './accounts.ts';
import { breakdown } from './breakdown.ts';
import { codexbar } from '../codexbar/codexbar-command.ts';
import { completeCommand, completion } from './completion.ts';
import { config } from './config.ts';
import { cookies } from './cookies.ts';
import { demo } from './demo.ts';
import { exportCommands } from './export.ts';
import { fleet } from './fleet.ts';
import { guard } from './guard.ts';
import { history } from './history.ts';
import { hooks } from './hooks.ts';
import { mcp } from './mcp.ts';
import { notify } from './notify.ts';
import { resume } from './resume.ts';
import { serve } from './serve.ts';
import { login, setup } from './sign-in.ts';
import { statusline } from './status-line.ts';
import { tray } from './tray.ts';
import { uninstall } from './uninstall.ts';
import { upgrade } from './upgrade.ts';
import { usage } from './usage.ts';

const watch = defineCommand({
  name: 'watch',
  summary: 'watch',
  flags: accountFlags,
  run: async (context, { account, allAccounts }) =>
    (await import('../commands/watch/watch.ts')).runWatch(context, { account, allAccounts }),
});

const doctor = defineCommand({
  name: 'doctor',
  summary: 'doctor',
  flags: jsonFlag,
  run: async (context, { json }) =>
    (await import('../commands/doctor.ts')).runDoctor(context, { json }),
});

/** The whole command line, in the order of the help. */
export const program: Command = {
  name: 'kimibar',
  defaultCommand: usage,
  commands: [
    usage,
    setup,
    login,
    watch,
    guard,
    statusline,
    serve,
    tray,
    history,
    accounts,
    breakdown,
    resume,
    mcp,
    hooks,
    notify,
    exportCommands,
    fleet,
    cookies,
    config,
    doctor,
    demo,
    codexbar,
    completion,
    upgrade,
    uninstall,
    completeCommand(() => program),
  ],
};
