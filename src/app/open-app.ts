import { loadSettings } from '../config/load-settings.ts';
import type { Host } from '../host/host.ts';
import { createNodeHost } from '../host/node-host.ts';
import { createApp } from './create-app.ts';
import type { UsageApp } from './usage-app.ts';

export type OpenOptions = {
  /** The machine to run on; this process's own where absent. */
  readonly host?: Host | undefined;
  /** The config file; found by itself where absent. */
  readonly configPath?: string | undefined;
};

/**
 * KimiBar under the settings in force. Rejects with `Failure('invalid-config')` where the config
 * file can't be used.
 */
export async function openApp({
  host = createNodeHost(),
  configPath,
}: OpenOptions = {}): Promise<UsageApp> {
  const { settings } = await loadSettings(host, { path: configPath });
  return createApp(host, settings, configPath);
}
