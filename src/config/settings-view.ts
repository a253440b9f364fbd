import type { Secret } from '../domain/secret.ts';
import type { SecretView, SettingsView } from '../domain/settings-view.ts';
import type { Settings } from './settings.ts';

/** The settings as faces may show them: secrets by their last characters. */
export function viewSettings({
  provider,
  refresh,
  notifications,
  language,
  languageFixedBy,
  meters,
  server,
  tray,
}: Settings): SettingsView {
  return {
    enabled: provider.enabled,
    source: provider.source,
    cookieSource: provider.cookieSource,
    region: provider.region,
    apiKey: viewSecret(provider.apiKey),
    cookieHeader: viewSecret(provider.cookieHeader),
    cadence: refresh.cadence,
    notifications,
    tray,
    language: language ?? 'auto',
    languageFixedBy,
    meters,
    metricsAccountNames: server.metricsAccountNames,
  };
}

function viewSecret(secret: Secret | undefined): SecretView {
  return secret === undefined ? { set: false } : { set: true, hint: secret.hint() };
}
