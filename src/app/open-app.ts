import { loadSettings } from '../config/load-settings.ts';
import type { Host } from '../host/host.ts';
import { createNodeHost } from '../host/node-host.ts';
import { createApp } from './create-app.ts';
import type { UsageApp } from './usage-app.ts';

export type OpenOptions = {
  /** The machine to run on; the real one by default. */
  readonly host?: Host | undefined;
  /** The config file; the default one if undefined. */
  readonly configPath?: string | undefined;
};

/**
 * KimiBar with the current settings. Rejects with `Failure('invalid-config')` if the config file is
 * invalid.
 */
export async function openApp({
  host = createNodeHost(),
  configPath,
}: OpenOptions = {}): Promise<UsageApp> {
  const { settings } = await loadSettings(host, { path: configPath });
  return createApp(host, settings, configPath);
}
