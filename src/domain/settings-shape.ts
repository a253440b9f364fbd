import { usageEventKinds } from './events/usage-event.ts';
import type { QuietHours } from './quiet-hours.ts';
import {
  cookieSourceChoices,
  languageChoices,
  meterChoices,
  regionChoices,
  sourceChoices,
  type EffectiveCadence,
} from './setting-choices.ts';
import { notifyKinds } from './notify-target.ts';
import type { AccountView, NotifyTargetView, SecretView, SettingsView } from './settings-view.ts';
import {
  isFlag,
  isListOf,
  isNumber,
  isOneOf,
  isShape,
  isText,
  optional,
  type Guard,
} from './shape.ts';
import { trayColours, trayPanels, trayTitles, type TrayLook } from './tray-look.ts';

const isAdaptive = isOneOf('adaptive');

function isCadence(value: unknown): value is EffectiveCadence {
  return isAdaptive(value) || (isNumber(value) && value >= 1);
}

const isSecretView = isShape<SecretView>({ set: isFlag, hint: optional(isText) });

/** Settings as the daemon sends them to the page and to trays in other processes. */
export const isSettingsView: Guard<SettingsView> = isShape<SettingsView>({
  enabled: isFlag,
  source: isOneOf(...sourceChoices),
  cookieSource: isOneOf(...cookieSourceChoices),
  region: isOneOf(...regionChoices),
  apiKey: isSecretView,
  cookieHeader: isSecretView,
  accounts: isListOf(
    isShape<AccountView>({
      name: isText,
      number: isNumber,
      region: isOneOf(...regionChoices),
      apiKey: isSecretView,
      cookieHeader: isSecretView,
    }),
  ),
  defaultAccount: optional(isText),
  notifyTargets: isListOf(
    isShape<NotifyTargetView>({
      name: isText,
      kind: isOneOf(...notifyKinds),
      url: isSecretView,
      token: isSecretView,
      secret: isSecretView,
      chat: optional(isText),
    }),
  ),
  cadence: isCadence,
  notifications: isShape<SettingsView['notifications']>({
    enabled: isFlag,
    thresholds: isListOf(isNumber),
    lowIfLasting: isFlag,
    events: isListOf(isOneOf(...usageEventKinds)),
    quietHours: optional(isShape<QuietHours>({ from: isText, to: isText })),
  }),
  tray: isShape<TrayLook>({
    title: isOneOf(...trayTitles),
    panel: isOneOf(...trayPanels),
    colour: isOneOf(...trayColours),
  }),
  startsAtLogin: optional(isFlag),
  language: isOneOf(...languageChoices),
  languageFixedBy: optional(isText),
  meters: isOneOf(...meterChoices),
  metricsAccountNames: isFlag,
  hasFleet: optional(isFlag),
});
