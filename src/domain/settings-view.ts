import type { QuietHours } from './quiet-hours.ts';
import type { Language } from './language.ts';
import type { Cadence, CookieSource, Meters, Region, SourceChoice } from './setting-choices.ts';
import type { TrayLook } from './tray-look.ts';
import type { UsageEventKind } from './events/usage-event.ts';

/** A secret as settings may show it: whether it is there, and its last characters. */
export type SecretView = { readonly set: boolean; readonly hint?: string | undefined };

/** The settings a face can show; secrets never leave, they only go in. */
export type SettingsView = {
  readonly enabled: boolean;
  readonly source: SourceChoice;
  readonly cookieSource: CookieSource;
  readonly region: Region;
  readonly apiKey: SecretView;
  readonly cookieHeader: SecretView;
  readonly cadence: Cadence;
  readonly notifications: {
    readonly enabled: boolean;
    /** Percent left at which "low" is told, falling; 1..99. */
    readonly thresholds: readonly number[];
    /** What is told at all. */
    readonly events: readonly UsageEventKind[];
    /** Absent where there are none. */
    readonly quietHours?: QuietHours | undefined;
  };
  readonly tray: TrayLook;
  readonly language: 'auto' | Language;
  /** The variable that decides the language, whatever is set here. */
  readonly languageFixedBy?: string | undefined;
  readonly meters: Meters;
  /** May `/metrics` name accounts? */
  readonly metricsAccountNames: boolean;
};

/** A change of some settings. `null` forgets a secret, or takes the quiet hours away. */
export type SettingsPatch = Partial<
  Omit<SettingsView, 'apiKey' | 'cookieHeader' | 'notifications' | 'tray' | 'languageFixedBy'>
> & {
  readonly apiKey?: string | null | undefined;
  readonly cookieHeader?: string | null | undefined;
  readonly notifications?:
    | (Partial<Omit<SettingsView['notifications'], 'quietHours'>> & {
        readonly quietHours?: QuietHours | null | undefined;
      })
    | undefined;
  readonly tray?: Partial<TrayLook> | undefined;
};

/** The settings as they will be after a change. Secrets are left as they were: only the daemon knows what it keeps of them. */
export function viewAfter(
  view: SettingsView,
  { apiKey: _key, cookieHeader: _cookie, notifications, tray, ...rest }: SettingsPatch,
): SettingsView {
  const { quietHours = view.notifications.quietHours, ...notices } = { ...notifications };
  const { quietHours: _hours, ...before } = view.notifications;
  return {
    ...view,
    ...rest,
    notifications: {
      ...before,
      ...notices,
      ...(quietHours === undefined || quietHours === null ? {} : { quietHours }),
    },
    tray: { ...view.tray, ...tray },
  };
}
