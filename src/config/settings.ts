import type { HookRule } from './hook-rule.ts';
import type { Secret } from '../domain/secret.ts';
import type { Language } from '../domain/language.ts';
import type {
  Cadence,
  CookieSource,
  Meters,
  Region,
  SourceChoice,
} from '../domain/setting-choices.ts';
import type { SettingsView } from '../domain/settings-view.ts';
import type { TrayLook } from '../domain/tray-look.ts';

/** A further account, with credentials of its own; the machine's other sign-ins are never used for it. */
export type AccountSettings = {
  readonly name: string;
  readonly apiKey?: Secret | undefined;
  readonly cookieHeader?: Secret | undefined;
  readonly region: Region;
};

/** How Kimi is asked. */
export type ProviderSettings = {
  readonly enabled: boolean;
  readonly source: SourceChoice;
  readonly cookieSource: CookieSource;
  readonly apiKey?: Secret | undefined;
  readonly cookieHeader?: Secret | undefined;
  readonly region: Region;
  readonly accounts: readonly AccountSettings[];
};

/** What people are told, and when. */
export type NotificationSettings = SettingsView['notifications'];

/** How `serve` shows itself. The token is needed beyond this computer. */
export type ServerSettings = {
  readonly host: string;
  readonly port: number;
  readonly token?: Secret | undefined;
  /** May `/metrics` name accounts? */
  readonly metricsAccountNames: boolean;
};

/** The settings in force: defaults, then the file, then the environment; flags come on top, per command. */
export type Settings = {
  readonly provider: ProviderSettings;
  /** `KIMI_CODE_BASE_URL` as given, not yet checked; wins over `region`. */
  readonly codeBaseUrl?: string | undefined;
  /** `KIMI_WEB_BASE_URL` as given, not yet checked. */
  readonly webBaseUrl?: string | undefined;
  /** Undefined follows the system's language. */
  readonly language?: Language | undefined;
  /** The variable that decides the language, where one does. */
  readonly languageFixedBy?: string | undefined;
  /** Do meters fill up with what is left, or with what is used? */
  readonly meters: Meters;
  /** How often the always-on program asks. */
  readonly refresh: { readonly cadence: Cadence };
  readonly notifications: NotificationSettings;
  readonly server: ServerSettings;
  readonly tray: TrayLook;
  /** What runs at events. */
  readonly hooks: readonly HookRule[];
};
