import type { Cadence } from '../domain/setting-choices.ts';
import { isObject } from '../domain/shape.ts';
import type { DaemonSettings } from './daemon-settings.ts';

/** The same settings with a cadence that was asked for at the start, in force until somebody sets another. */
export function overrideCadence(settings: DaemonSettings, cadence: Cadence): DaemonSettings {
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
