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
import type { NotifyKind } from './notify-target.ts';
import type { TrayLook } from './tray-look.ts';
import type { UsageEventKind } from './events/usage-event.ts';

/** Whether a secret is set, and its last characters. */
export type SecretView = { readonly set: boolean; readonly hint?: string | undefined };

/** A named account, as the page shows it. */
export type AccountView = {
  readonly name: string;
  /** Its label in metrics. */
  readonly number: number;
  readonly region: Region;
  readonly apiKey: SecretView;
  readonly cookieHeader: SecretView;
};

/**
 * A change of one named account, which must exist unless the change adds it; only `make-default`
 * takes the main account, as `main`.
 */
export type AccountPatch = {
  readonly name: string;
  readonly action?: 'add' | 'remove' | 'make-default' | undefined;
  readonly newName?: string | undefined;
  readonly region?: Region | undefined;
  /** `null` removes a secret. */
  readonly apiKey?: string | null | undefined;
  readonly cookieHeader?: string | null | undefined;
};

/** A push target, as the page shows it. */
export type NotifyTargetView = {
  readonly name: string;
  readonly kind: NotifyKind;
  readonly url: SecretView;
  readonly token: SecretView;
  readonly secret: SecretView;
  readonly chat?: string | undefined;
};

/** A new push target. */
export type NotifyTargetAddition = {
  readonly action: 'add';
  readonly name: string;
  readonly kind: NotifyKind;
  readonly url?: string | undefined;
  readonly token?: string | undefined;
  readonly chat?: string | undefined;
  readonly secret?: string | undefined;
};

/** A change of one push target. */
export type NotifyTargetPatch =
  | NotifyTargetAddition
  | { readonly action: 'remove'; readonly name: string };

/** The settings that the page and the tray show. Secrets go in but never come out. */
export type SettingsView = {
  readonly enabled: boolean;
  readonly source: SourceChoice;
  readonly cookieSource: CookieSource;
  readonly region: Region;
  readonly apiKey: SecretView;
  readonly cookieHeader: SecretView;
  readonly accounts: readonly AccountView[];
  /** The account that is shown first; absent: the main one if it has a sign-in. */
  readonly defaultAccount?: string | undefined;
  /** What `notify` adds, in its order. */
  readonly notifyTargets: readonly NotifyTargetView[];
  readonly cadence: EffectiveCadence;
  readonly notifications: {
    readonly enabled: boolean;
    /** Percent left at which `quota-low` is notified, highest first; 1..99. */
    readonly thresholds: readonly number[];
    /** Whether `quota-low` is notified of a quota that lasts until its reset, too. */
    readonly lowIfLasting: boolean;
    /** The events that are notified. */
    readonly events: readonly UsageEventKind[];
    readonly quietHours?: QuietHours | undefined;
  };
  readonly tray: TrayLook;
  /** Whether the tray starts at login; absent if the daemon's system has none. */
  readonly startsAtLogin?: boolean | undefined;
  readonly language: 'auto' | Language;
  /** The environment variable that overrides the language, if one does. */
  readonly languageFixedBy?: string | undefined;
  readonly meters: Meters;
  /** Whether `/metrics` names accounts. */
  readonly metricsAccountNames: boolean;
  /** Whether there is a metrics engine to ask for other machines; absent from older versions. */
  readonly hasFleet?: boolean | undefined;
};

/** A change of some settings. `null` removes a secret or the quiet hours. */
export type SettingsPatch = Partial<
  Omit<
    SettingsView,
    | 'apiKey'
    | 'cookieHeader'
    | 'accounts'
    | 'defaultAccount'
    | 'notifyTargets'
    | 'cadence'
    | 'notifications'
    | 'tray'
    | 'languageFixedBy'
    | 'hasFleet'
  >
> & {
  readonly cadence?: Cadence;
  readonly apiKey?: string | null | undefined;
  readonly cookieHeader?: string | null | undefined;
  readonly account?: AccountPatch | undefined;
  readonly notifyTarget?: NotifyTargetPatch | undefined;
  readonly notifications?:
    | (Partial<Omit<SettingsView['notifications'], 'quietHours'>> & {
        readonly quietHours?: QuietHours | null | undefined;
      })
    | undefined;
  readonly tray?: Partial<TrayLook> | undefined;
};

/**
 * The settings after a change, without waiting for the daemon. Secrets, names and the lists
 * of accounts and targets stay as they were: the daemon decides what it stores.
 */
export function viewAfter(view: SettingsView, patch: SettingsPatch): SettingsView {
  const { apiKey: _key, cookieHeader: _cookie, notifyTarget: _target, account, ...plain } = patch;
  const { notifications, tray, ...rest } = plain;
  const { quietHours = view.notifications.quietHours, ...notices } = { ...notifications };
  return {
    ...view,
    ...rest,
    ...(account === undefined ? undefined : accountsAfter(view, account)),
    notifications: {
      ...view.notifications,
      ...notices,
      quietHours: quietHours ?? undefined,
    },
    tray: { ...view.tray, ...tray },
  };
}

function accountsAfter(
  { accounts, defaultAccount }: SettingsView,
  { name, action, region }: AccountPatch,
): Pick<SettingsView, 'accounts' | 'defaultAccount'> {
  const known = accounts.find((account) => account.name === name)?.name;
  return {
    accounts: accounts.map((account) =>
      account.name === known ? { ...account, region: region ?? account.region } : account,
    ),
    defaultAccount: action === 'make-default' ? known : defaultAccount,
  };
}
