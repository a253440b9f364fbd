import { posix, win32 } from 'node:path';
import { readEnvValue } from '../../host/env-value.ts';
import type { Env, Platform } from '../../host/host.ts';
import { configHome } from '../../host/user-folders.ts';
import {
  launchdAgent,
  launchdLabel,
  scheduledTask,
  systemdUnit,
  taskName,
  unitName,
  type ServiceCommand,
} from './service-files.ts';

/** A program to run, without a shell. */
export type Step = {
  readonly file: string;
  readonly args: readonly string[];
  /** Fails if there was nothing to stop, which is fine. */
  readonly mayFail: boolean;
};

/** A service of this user: the file that describes it, and the steps that register it. */
export type ServicePlan = {
  readonly path: string;
  readonly text: string;
  readonly install: readonly Step[];
  readonly uninstall: readonly Step[];
  /** After the file was removed. */
  readonly afterwards: readonly Step[];
};

/**
 * A systemd user unit, a launchd agent, or a Scheduled Task. `userId` is numeric and for launchd;
 * `folder` holds the task's file.
 */
export function servicePlan(
  { env, platform, folder }: { env: Env; platform: Platform; folder: string },
  command: ServiceCommand,
  userId: string,
): ServicePlan {
  if (platform.os === 'win32')
    return windowsPlan(env, win32.join(folder, 'kimibar-task.xml'), command);
  return platform.os === 'darwin'
    ? macPlan(platform, command, userId)
    : linuxPlan(env, platform, command);
}

function linuxPlan(env: Env, platform: Platform, command: ServiceCommand): ServicePlan {
  return {
    path: posix.join(configHome({ env, platform }), 'systemd', 'user', unitName),
    text: systemdUnit(command),
    // `restart` also starts it, and applies a changed unit.
    install: [
      systemctl('daemon-reload'),
      systemctl('enable', unitName),
      systemctl('restart', unitName),
    ],
    uninstall: [{ ...systemctl('disable', '--now', unitName), mayFail: true }],
    afterwards: [{ ...systemctl('daemon-reload'), mayFail: true }],
  };
}

function macPlan({ homeDir }: Platform, command: ServiceCommand, userId: string): ServicePlan {
  const path = posix.join(homeDir, 'Library', 'LaunchAgents', `${launchdLabel}.plist`);
  const bootout: Step = {
    file: 'launchctl',
    args: ['bootout', `gui/${userId}/${launchdLabel}`],
    mayFail: true,
  };
  return {
    path,
    text: launchdAgent(command),
    install: [
      bootout,
      { file: 'launchctl', args: ['bootstrap', `gui/${userId}`, path], mayFail: false },
    ],
    uninstall: [bootout],
    afterwards: [],
  };
}

function windowsPlan(env: Env, path: string, command: ServiceCommand): ServicePlan {
  const user = [readEnvValue(env, 'USERDOMAIN'), readEnvValue(env, 'USERNAME')]
    .filter((part) => part !== undefined)
    .join('\\');
  return {
    path,
    text: scheduledTask(command, user),
    install: [
      schtasks(true, '/End', '/TN', taskName),
      schtasks(false, '/Create', '/TN', taskName, '/XML', path, '/F'),
      schtasks(false, '/Run', '/TN', taskName),
    ],
    uninstall: [
      schtasks(true, '/End', '/TN', taskName),
      schtasks(true, '/Delete', '/TN', taskName, '/F'),
    ],
    afterwards: [],
  };
}

function systemctl(...args: readonly string[]): Step {
  return { file: 'systemctl', args: ['--user', ...args], mayFail: false };
}

function schtasks(mayFail: boolean, ...args: readonly string[]): Step {
  return { file: 'schtasks', args, mayFail };
}
