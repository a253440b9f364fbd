import type { Env } from '../host/host.ts';
import type { LoadedSettings } from './load-settings.ts';
import { readEnvValue } from './read-env-value.ts';
import { readSecret } from './read-secret.ts';
import { inEnvironment, inFile } from './read-origin.ts';
import type { ConfigFile } from './settings-schema.ts';
import type { Settings } from './settings.ts';

/** Told where half a day's work and where next to nothing is left. */
const usualThresholds = [20, 5];

/** The sections `refresh`, `notifications` and `server`: the file over the defaults; `KIMIBAR_TOKEN` over the file's token. */
export function readAlwaysOnSettings(file: ConfigFile, env: Env): Pick<Settings, 'refresh' | 'notifications' | 'server'> {
  const { refresh, notifications, server } = file;
  const token = readSecret(readEnvValue(env, 'KIMIBAR_TOKEN')) ?? readSecret(server?.token);
  return {
    refresh: { cadence: refresh?.cadence ?? 5 },
    notifications: {
      enabled: notifications?.enabled ?? true,
      thresholds: descending(notifications?.thresholds ?? usualThresholds),
    },
    server: {
      host: server?.host?.trim() || '127.0.0.1',
      port: server?.port ?? 8737,
      ...(token === undefined ? {} : { token }),
      metricsAccountNames: server?.metricsAccountNames ?? false,
    },
  };
}

/** Where each of those values comes from. */
export function alwaysOnOrigins(
  file: ConfigFile,
  env: Env,
): Pick<LoadedSettings['origins'], keyof LoadedSettings['origins'] & `${'refresh' | 'notifications' | 'server'}.${string}`> {
  const { refresh, notifications, server } = file;
  return {
    'refresh.cadence': inFile(refresh?.cadence),
    'notifications.enabled': inFile(notifications?.enabled),
    'notifications.thresholds': inFile(notifications?.thresholds),
    'server.host': inFile(server?.host),
    'server.port': inFile(server?.port),
    'server.token': inEnvironment('KIMIBAR_TOKEN', readEnvValue(env, 'KIMIBAR_TOKEN')) ?? inFile(server?.token),
    'server.metricsAccountNames': inFile(server?.metricsAccountNames),
  };
}

function descending(thresholds: readonly number[]): readonly number[] {
  return [...new Set(thresholds)].toSorted((a, b) => b - a);
}
