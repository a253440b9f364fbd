import type { QuietHours } from './quiet-hours.ts';
import type { Language } from './language.ts';
import type {
  Cadence,
  CookieSource,
  EffectiveCadence,
  Meters,
  Region,
  SourceChoice,
} from './setting-choices.ts';
import type { TrayLook } from './tray-look.ts';
import type { UsageEventKind } from './events/usage-event.ts';

/** Whether a secret is set, and its last characters. */
export type SecretView = { readonly set: boolean; readonly hint?: string | undefined };

/** The settings that the page and the tray show. Secrets go in but never come out. */
export type SettingsView = {
  readonly enabled: boolean;
  readonly source: SourceChoice;
  readonly cookieSource: CookieSource;
  readonly region: Region;
  readonly apiKey: SecretView;
  readonly cookieHeader: SecretView;
  readonly cadence: EffectiveCadence;
  readonly notifications: {
    readonly enabled: boolean;
    /** Percent left at which `quota-low` is notified, highest first; 1..99. */
    readonly thresholds: readonly number[];
    /** The events that are notified. */
    readonly events: readonly UsageEventKind[];
    readonly quietHours?: QuietHours | undefined;
  };
  readonly tray: TrayLook;
  readonly language: 'auto' | Language;
  /** The environment variable that overrides the language, if one does. */
  readonly languageFixedBy?: string | undefined;
  readonly meters: Meters;
  /** Whether `/metrics` names accounts. */
  readonly metricsAccountNames: boolean;
};

/** A change of some settings. `null` removes a secret or the quiet hours. */
export type SettingsPatch = Partial<
  Omit<
    SettingsView,
    'apiKey' | 'cookieHeader' | 'cadence' | 'notifications' | 'tray' | 'languageFixedBy'
  >
> & {
  readonly cadence?: Cadence;
  readonly apiKey?: string | null | undefined;
  readonly cookieHeader?: string | null | undefined;
  readonly notifications?:
    | (Partial<Omit<SettingsView['notifications'], 'quietHours'>> & {
        readonly quietHours?: QuietHours | null | undefined;
      })
    | undefined;
  readonly tray?: Partial<TrayLook> | undefined;
};

/**
 * The settings after a change, without waiting for the daemon. Secrets stay as they were: the
 * daemon decides what it stores.
 */
export function viewAfter(
  view: SettingsView,
  { apiKey: _key, cookieHeader: _cookie, notifications, tray, ...rest }: SettingsPatch,
): SettingsView {
  const { quietHours = view.notifications.quietHours, ...notices } = { ...notifications };
  return {
    ...view,
    ...rest,
    notifications: {
      ...view.notifications,
      ...notices,
      quietHours: quietHours ?? undefined,
    },
    tray: { ...view.tray, ...tray },
  };
}
