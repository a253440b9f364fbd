import { cadenceChoices, type Cadence, type EffectiveCadence } from '../domain/setting-choices.ts';
import { isObject } from '../domain/shape.ts';
import type { Clock, Host } from '../host/host.ts';
import { createNodeHost } from '../host/node-host.ts';
import type { StartAtLogin } from './autostart/start-at-login.ts';
import { Daemon } from './daemon.ts';
import type { PrivateUse } from './daemon-accounts.ts';
import { openDaemonSettings, type DaemonSettings } from './daemon-settings.ts';

export type OpenDaemonOptions = {
  /** The machine to run on; default: this process's own. */
  readonly host?: Host | undefined;
  /** The config file; found automatically if absent. */
  readonly configPath?: string | undefined;
  /** Overrides the setting until that is changed. */
  readonly cadence?: EffectiveCadence | undefined;
  /** Overrides the host's clock, for tests that simulate whole days. */
  readonly clock?: Clock | undefined;
  /** For programs that run all day: read the logs of agents, and export metrics if that is on. */
  readonly staysOpen?: boolean | undefined;
  /** Lets the settings start the tray at login; absent if this system has none. */
  readonly trayAtLogin?: StartAtLogin | undefined;
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
  const { cadence, privateUse, configPath, trayAtLogin } = options;
  const settings = await openDaemonSettings(host, { configPath, trayAtLogin });
  const effective = cadence === undefined ? settings : overrideCadence(settings, cadence);
  const daemon = new Daemon(host, effective, privateUse);
  if (options.staysOpen === true) daemon.stayOpen();
  return daemon;
}

/** The same settings with another cadence, until the setting is changed. */
function overrideCadence(settings: DaemonSettings, cadence: EffectiveCadence): DaemonSettings {
  const configured = settings.current().refresh.cadence;
  const listed = listedCadence(cadence);
  let isOverridden = true;
  return {
    ...settings,
    current() {
      const current = settings.current();
      if (current.refresh.cadence !== configured) isOverridden = false;
      return isOverridden
        ? { ...current, refresh: { ...current.refresh, cadence: listed } }
        : current;
    },
    cadence: () => (isOverridden ? cadence : settings.cadence()),
    async change(patch) {
      await settings.change(patch);
      if (isObject(patch) && patch['cadence'] !== undefined) isOverridden = false;
    },
  };
}

/** The next longer choice, for those who only know the setting, such as status lines. */
function listedCadence(cadence: EffectiveCadence): Cadence {
  return cadenceChoices.find((choice) => choice === cadence || choice >= cadence) ?? 30;
}
