import { defaultTrayLook } from '../domain/tray-look.ts';
import { usageEventKinds } from '../domain/events/usage-event.ts';
import type { Env } from '../host/host.ts';
import { readHookRules } from './read-hook-rules.ts';
import { readEnvValue } from './read-env-value.ts';
import { readSecret } from './read-secret.ts';
import { inEnvironment, inFile, type Origins } from './read-origin.ts';
import type { ConfigFile } from './settings-schema.ts';
import type { Settings } from './settings.ts';

/** Told at half, where it is time to plan, and where next to nothing is left. */
const usualThresholds = [50, 20, 10];

/** A 5-hour window begins anew five times a day: news only where it had been used up, and that is told as restored. */
const usualEvents = usageEventKinds.filter((kind) => kind !== 'quota-reset');

/** The sections `refresh`, `notifications`, `server`, `tray` and `hooks`: the file over the defaults; `KIMIBAR_TOKEN` over the file's token. */
export function readAlwaysOnSettings(
  file: ConfigFile,
  env: Env,
): Pick<Settings, 'refresh' | 'notifications' | 'server' | 'tray' | 'hooks'> {
  const { refresh, notifications, server, tray } = file;
  const quietHours = notifications?.quietHours;
  const token = readSecret(readEnvValue(env, 'KIMIBAR_TOKEN')) ?? readSecret(server?.token);
  return {
    refresh: { cadence: refresh?.cadence ?? 5 },
    notifications: {
      enabled: notifications?.enabled ?? true,
      thresholds: descending(notifications?.thresholds ?? usualThresholds),
      events: notifications?.events ?? usualEvents,
      ...(quietHours === undefined || quietHours === null
        ? {}
        : { quietHours: { from: quietHours.from, to: quietHours.to } }),
    },
    server: {
      host: server?.host?.trim() || '127.0.0.1',
      port: server?.port ?? 8737,
      token,
      metricsAccountNames: server?.metricsAccountNames ?? false,
    },
    tray: {
      title: tray?.title ?? defaultTrayLook.title,
      panel: tray?.panel ?? defaultTrayLook.panel,
      colour: tray?.colour ?? defaultTrayLook.colour,
    },
    hooks: readHookRules(file),
  };
}

/** Where each of those values comes from. */
export function alwaysOnOrigins(
  file: ConfigFile,
  env: Env,
): Pick<Origins, keyof Origins & `${'refresh' | 'notifications' | 'server' | 'tray'}.${string}`> {
  const { refresh, notifications, server, tray } = file;
  return {
    'refresh.cadence': inFile(refresh?.cadence),
    'notifications.enabled': inFile(notifications?.enabled),
    'notifications.thresholds': inFile(notifications?.thresholds),
    'notifications.events': inFile(notifications?.events),
    'notifications.quietHours': inFile(notifications?.quietHours),
    'server.host': inFile(server?.host),
    'server.port': inFile(server?.port),
    'server.token':
      inEnvironment('KIMIBAR_TOKEN', readEnvValue(env, 'KIMIBAR_TOKEN')) ?? inFile(server?.token),
    'server.metricsAccountNames': inFile(server?.metricsAccountNames),
    'tray.title': inFile(tray?.title),
    'tray.panel': inFile(tray?.panel),
    'tray.colour': inFile(tray?.colour),
  };
}

function descending(thresholds: readonly number[]): readonly number[] {
  return [...new Set(thresholds)].toSorted((a, b) => b - a);
}
