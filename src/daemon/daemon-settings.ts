import { join } from 'node:path';
import { configFilePath } from '../config/config-paths.ts';
import { loadSettings } from '../config/load-settings.ts';
import { updateConfigFile } from '../config/save-settings.ts';
import { checkPatch, patchChanges } from '../config/settings-patch.ts';
import type { Settings } from '../config/settings.ts';
import { Failure } from '../domain/failure.ts';
import type { FileFacts, Host } from '../host/host.ts';
import { kimiCodeHome } from '../host/user-folders.ts';
import { takeApiKey, takeSession } from '../app/pasted.ts';

/** The settings in force of a program that runs for long: they change under it. */
export type DaemonSettings = {
  current(): Settings;
  /** Where they come from. */
  readonly path: string;
  /** Takes up what changed on disk: the config file, or Kimi Code's own sign-in. True where anything did. */
  noticeChanges(): Promise<boolean>;
  /** Writes a `SettingsPatch`, unchecked so far, to the file and applies it. Rejects with `invalid-arguments` (nothing changed) or `invalid-config`. */
  change(patch: unknown): Promise<void>;
};

/** Rejects with `invalid-config` where the file can't be used; later a file like that is logged and what was in force stays. */
export async function openDaemonSettings(
  host: Host,
  configPath: string | undefined,
): Promise<DaemonSettings> {
  const path = configFilePath(host.env, host.platform, configPath);
  const options = { path: configPath };
  let mark = marksOf(host, path);
  let { settings } = await loadSettings(host, options);

  async function takeUp(): Promise<void> {
    mark = marksOf(host, path);
    ({ settings } = await loadSettings(host, options));
  }

  return {
    current: () => settings,
    path,
    async noticeChanges() {
      if (marksOf(host, path) === mark) return false;
      try {
        await takeUp();
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        host.log.debug('the changed settings can not be used', { reason: error.message });
      }
      return true;
    },
    async change(patch) {
      const checked = withBareSecrets(checkPatch(patch), host.clock.now());
      await updateConfigFile(host, path, (config) => patchChanges(config, checked));
      await takeUp();
    },
  };
}

/** Only what a secret is goes into the file, not the clothes it was pasted in. */
function withBareSecrets(patch: ReturnType<typeof checkPatch>, nowMs: number): typeof patch {
  const { apiKey, cookieHeader } = patch;
  return {
    ...patch,
    ...(typeof apiKey === 'string' ? { apiKey: takeApiKey(apiKey).secret.open() } : {}),
    ...(typeof cookieHeader === 'string'
      ? { cookieHeader: `kimi-auth=${takeSession(cookieHeader, nowMs).secret.open()}` }
      : {}),
  };
}

/** Times and sizes of the files whose change may mean another answer. */
function marksOf({ files, env, platform }: Host, configPath: string): string {
  const paths = [
    configPath,
    join(kimiCodeHome({ env, platform }), 'credentials', 'kimi-code.json'),
  ];
  return JSON.stringify(paths.map((path) => markOf(() => files.facts(path))));
}

function markOf(read: () => FileFacts | undefined): string {
  try {
    const facts = read();
    return facts === undefined ? '' : `${facts.modifiedAtMs} ${facts.sizeBytes}`;
  } catch (error) {
    return String(error);
  }
}
