import type { QuietHours } from '../domain/quiet-hours.ts';
import type { UsageEventKind } from '../domain/usage-event.ts';
import type { HookRule } from './hook-rule.ts';
import type { Secret } from '../domain/secret.ts';
import type { Cadence } from '../domain/settings-view.ts';
import type { TrayLook } from '../domain/tray-look.ts';
import type { SourceChoice } from '../domain/usage-snapshot.ts';

/** Where browser sessions may come from: found by themselves, pasted only, or not at all. */
export type CookieSource = 'auto' | 'manual' | 'off';

/** Which of Kimi's two Code APIs a key belongs to; `auto` is the mainland's. */
export type Region = 'auto' | 'mainland' | 'global';

/** A further account, with credentials of its own; the machine's other sign-ins are never used for it. */
export type AccountSettings = {
  readonly name: string;
  readonly apiKey?: Secret;
  readonly cookieHeader?: Secret;
  readonly region: Region;
};

/** How Kimi is asked. */
export type ProviderSettings = {
  readonly enabled: boolean;
  readonly source: SourceChoice;
  readonly cookieSource: CookieSource;
  readonly apiKey?: Secret;
  readonly cookieHeader?: Secret;
  readonly region: Region;
  readonly accounts: readonly AccountSettings[];
};

/** What people are told, and when. */
export type NotificationSettings = {
  readonly enabled: boolean;
  /** When "little is left" is told: percent left, falling; each 1..99. */
  readonly thresholds: readonly number[];
  /** Events that are shown; hooks choose for themselves. */
  readonly events: readonly UsageEventKind[];
  readonly quietHours?: QuietHours;
};

/** How `serve` shows itself. The token is needed beyond this computer. */
export type ServerSettings = {
  readonly host: string;
  readonly port: number;
  readonly token?: Secret;
  /** May `/metrics` name accounts? */
  readonly metricsAccountNames: boolean;
};

/** The settings in force: defaults, then the file, then the environment; flags come on top, per command. */
export type Settings = {
  readonly provider: ProviderSettings;
  /** `KIMI_CODE_BASE_URL` as given, not yet checked; wins over `region`. */
  readonly codeBaseUrl?: string;
  /** `KIMI_WEB_BASE_URL` as given, not yet checked. */
  readonly webBaseUrl?: string;
  /** Undefined follows the system's language. */
  readonly language?: 'en' | 'zh-CN';
  /** The variable that decides the language, where one does. */
  readonly languageFixedBy?: string;
  /** Do meters fill up with what is left, or with what is used? */
  readonly meters: 'left' | 'used';
  /** How often the always-on program asks. */
  readonly refresh: { readonly cadence: Cadence };
  readonly notifications: NotificationSettings;
  readonly server: ServerSettings;
  readonly tray: TrayLook;
  /** What runs at events. */
  readonly hooks: readonly HookRule[];
};
