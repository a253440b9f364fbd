import type { Cadence } from '../domain/setting-choices.ts';
import { isObject } from '../domain/shape.ts';
import type { Clock, Host } from '../host/host.ts';
import { createNodeHost } from '../host/node-host.ts';
import { Daemon, type PrivateUse } from './daemon.ts';
import { openDaemonSettings, type DaemonSettings } from './daemon-settings.ts';

export type OpenDaemonOptions = {
  /** The machine to run on; default: this process's own. */
  readonly host?: Host | undefined;
  /** The config file; found automatically if absent. */
  readonly configPath?: string | undefined;
  /** Overrides the setting until that is changed. */
  readonly cadence?: Cadence | undefined;
  /** Overrides the host's clock, for tests that simulate whole days. */
  readonly clock?: Clock | undefined;
  /** For a command that shows one account while it runs. */
  readonly privateUse?: PrivateUse | undefined;
};

/**
 * Starts the background program: it refreshes from now on, until it is closed. Resolves before the
 * first outcome. Rejects with `invalid-config` if the config file cannot be used.
 */
export async function openDaemon(options: OpenDaemonOptions = {}): Promise<Daemon> {
  const machine = options.host ?? createNodeHost();
  const host = options.clock === undefined ? machine : { ...machine, clock: options.clock };
  const settings = await openDaemonSettings(host, options.configPath);
  const { cadence, privateUse } = options;
  const effective = cadence === undefined ? settings : overrideCadence(settings, cadence);
  return new Daemon(host, effective, privateUse);
}

/** The same settings with another cadence, until the setting is changed. */
function overrideCadence(settings: DaemonSettings, cadence: Cadence): DaemonSettings {
  const configured = settings.current().refresh.cadence;
  let isOverridden = true;
  return {
    ...settings,
    current() {
      const current = settings.current();
      if (current.refresh.cadence !== configured) isOverridden = false;
      return isOverridden ? { ...current, refresh: { ...current.refresh, cadence } } : current;
    },
    async change(patch) {
      await settings.change(patch);
      if (isObject(patch) && patch['cadence'] !== undefined) isOverridden = false;
    },
  };
}
