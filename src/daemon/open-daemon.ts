import type { Cadence } from '../domain/setting-choices.ts';
import type { Clock, Host } from '../host/host.ts';
import { createNodeHost } from '../host/node-host.ts';
import { overrideCadence } from './override-cadence.ts';
import { createDaemon, type RunningDaemon } from './create-daemon.ts';
import { openDaemonSettings } from './daemon-settings.ts';

export type OpenDaemonOptions = {
  /** The machine to run on; this process's own where absent. */
  readonly host?: Host | undefined;
  /** The config file; found by itself where absent. */
  readonly configPath?: string | undefined;
  /** In place of the setting, until somebody changes that. */
  readonly cadence?: Cadence | undefined;
  /** In place of the machine's own, for tests that play whole days. */
  readonly clock?: Clock | undefined;
};

/**
 * Starts the always-on program: it refreshes from now on, until it is closed. Resolves before the first answer.
 * Rejects with `Failure('invalid-config')` where the config file can't be used.
 */
export async function openDaemon(options: OpenDaemonOptions = {}): Promise<RunningDaemon> {
  const machine = options.host ?? createNodeHost();
  const host = options.clock === undefined ? machine : { ...machine, clock: options.clock };
  const settings = await openDaemonSettings(host, options.configPath);
  return createDaemon(
    host,
    options.cadence === undefined ? settings : overrideCadence(settings, options.cadence),
  );
}
