import { join } from 'node:path';
import { configFilePath } from '../config/config-paths.ts';
import { systemReason } from '../config/read-config-text.ts';
import { loadSettings } from '../config/load-settings.ts';
import { updateConfigFile } from '../config/save-settings.ts';
import { checkPatch, patchChanges } from '../config/settings-patch.ts';
import { viewSettings } from '../config/settings-view.ts';
import type { Settings } from '../config/settings.ts';
import { Failure } from '../domain/failure.ts';
import type { EffectiveCadence } from '../domain/setting-choices.ts';
import type { SettingsPatch, SettingsView } from '../domain/settings-view.ts';
import type { Host } from '../host/host.ts';
import { textDigest } from '../domain/text-digest.ts';
import { kimiCodeHome } from '../host/user-folders.ts';
import { keepUsageOfRenamed, renameAccount } from '../app/rename-account.ts';
import { forgettingKeys } from '../app/keyring.ts';
import { updateStatusLines } from '../app/status-line/refresh-status-line.ts';
import { requireApiKey, requireSession } from '../app/pasted.ts';
import type { StartAtLogin } from './autostart/start-at-login.ts';

/** The settings in force of a long-running program: they may change while it runs. */
export type DaemonSettings = {
  current(): Settings;
  /** How often to refresh: the setting, or what a flag asks for. */
  cadence(): EffectiveCadence;
  /** Whether the tray starts at login; undefined if this system has none. */
  startsAtLogin(): boolean | undefined;
  /** The config file. */
  readonly path: string;
  /** Reloads if the config file or Kimi Code's own sign-in changed on disk; true if one did. */
  noticeChanges(): Promise<boolean>;
  /**
   * Writes a `SettingsPatch`, unchecked so far, to the file and applies it. Rejects with
   * `invalid-arguments` (nothing changed) or `invalid-config`.
   */
  change(patch: unknown): Promise<void>;
};

export type DaemonSettingsOptions = {
  readonly configPath: string | undefined;
  readonly trayAtLogin: StartAtLogin | undefined;
};

/**
 * Rejects with `invalid-config` if the file is invalid. If it becomes invalid later, that is logged
 * and the settings stay as they were.
 */
export async function openDaemonSettings(
  host: Host,
  { configPath, trayAtLogin }: DaemonSettingsOptions,
): Promise<DaemonSettings> {
  const path = configFilePath(host.env, host.platform, configPath);
  let fingerprint = fingerprintOf(host, path);
  let { settings } = await loadSettings(host, { path });

  async function reload(): Promise<void> {
    // Set before loading, so that an invalid file is reported once.
    fingerprint = fingerprintOf(host, path);
    ({ settings } = await loadSettings(host, { path }));
  }

  async function changeFile(patch: SettingsPatch): Promise<void> {
    const checked = withBareSecrets(patch, host.clock.now());
    const { name = '', newName = name } = checked.account ?? {};
    if (newName !== name) await keepUsageOfRenamed(host, settings, { name, newName });
    const ask = { mayPrompt: false, signal: new AbortController().signal };
    await forgettingKeys(host, { path, ask }, () =>
      updateConfigFile(host, path, (config) => patchChanges(config, checked)),
    );
    await reload();
    await updateStatusLines(host, configPath);
    if (newName !== name) await renameAccount(host, { name, newName }, configPath);
  }

  return {
    current: () => settings,
    cadence: () => settings.refresh.cadence,
    startsAtLogin: () => trayAtLogin?.isOn(),
    path,
    async noticeChanges() {
      if (fingerprintOf(host, path) === fingerprint) return false;
      await reload().catch((error: unknown) => {
        if (!(error instanceof Failure)) throw error;
        host.log.debug('the changed settings are invalid', { reason: error.message });
      });
      return true;
    },
    async change(patch) {
      const { startsAtLogin, ...rest } = checkPatch(patch);
      const login = startsAtLogin === undefined ? undefined : requireTray(trayAtLogin);
      if (Object.keys(rest).length > 0) await changeFile(rest);
      if (login !== undefined) await setStartAtLogin(login, startsAtLogin === true);
    },
  };
}

/** The settings for the page and the tray; of a secret only its last characters. */
export function settingsView(settings: DaemonSettings): SettingsView {
  return {
    ...viewSettings(settings.current()),
    cadence: settings.cadence(),
    startsAtLogin: settings.startsAtLogin(),
  };
}

function requireTray(login: StartAtLogin | undefined): StartAtLogin {
  if (login !== undefined) return login;
  const subject = 'invalid settings: startsAtLogin';
  throw new Failure('invalid-arguments', subject, { detail: { code: 'argument', subject } });
}

/** Rejects with `invalid-config` if the file cannot be written or removed. */
async function setStartAtLogin(login: StartAtLogin, on: boolean): Promise<void> {
  try {
    await login.set(on);
  } catch (error) {
    const subject = `${login.path} (${systemReason(error)})`;
    throw new Failure('invalid-config', `not writable: ${subject}`, {
      detail: { code: 'config-unwritable', subject },
      cause: error,
    });
  }
}

/** Only the secret itself is stored, not the form in which it was pasted. */
function withBareSecrets(patch: SettingsPatch, nowMs: number): SettingsPatch {
  const { account } = patch;
  return {
    ...patch,
    ...bareSecrets(patch, nowMs),
    account: account && { ...account, ...bareSecrets(account, nowMs) },
  };
}

function bareSecrets(
  { apiKey, cookieHeader }: Pick<SettingsPatch, 'apiKey' | 'cookieHeader'>,
  nowMs: number,
): Pick<SettingsPatch, 'apiKey' | 'cookieHeader'> {
  return {
    apiKey: typeof apiKey === 'string' ? requireApiKey(apiKey).secret.open() : apiKey,
    cookieHeader:
      typeof cookieHeader === 'string'
        ? `kimi-auth=${requireSession(cookieHeader, nowMs).secret.open()}`
        : cookieHeader,
  };
}

/** Times and sizes of the files that decide which settings and sign-in apply. */
function fingerprintOf({ files, env, platform }: Host, configPath: string): string {
  const paths = [
    configPath,
    join(kimiCodeHome({ env, platform }), 'credentials', 'kimi-code.json'),
  ];
  return JSON.stringify(paths.map((path) => factsText(files, path)));
}

function factsText(files: Pick<Host['files'], 'facts' | 'readText'>, path: string): string {
  try {
    const facts = files.facts(path);
    // A mounted Secret is a link that stays the same: only what it leads to changes.
    if (facts?.kind === 'link') return textDigest(files.readText(path));
    return facts === undefined ? '' : `${facts.modifiedAtMs} ${facts.sizeBytes}`;
  } catch (error) {
    return String(error);
  }
}
