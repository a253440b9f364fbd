import { isSettingsView } from '../domain/settings-shape.ts';
import type { SettingsView } from '../domain/settings-view.ts';
import { viewAccounts } from './account-settings.ts';
import { nest, valueAt } from './json-path.ts';
import { viewNotifyTargets } from './notify-targets.ts';
import { settingPath, settingsTable } from './settings-table.ts';
import type { Settings } from './settings.ts';

/** The settings that the page edits; of a secret only its last characters. */
export function viewSettings(settings: Settings): SettingsView {
  const values = settingsTable.flatMap((row) =>
    row.page === undefined
      ? []
      : [[row.page.split('.'), row.view(valueAt(settings, settingPath(row)))] as const],
  );
  const { provider, languageFixedBy } = settings;
  const view = {
    ...nest(values),
    accounts: viewAccounts(provider.accounts),
    defaultAccount: provider.defaultAccount,
    notifyTargets: viewNotifyTargets(settings.notifications.targets),
    languageFixedBy,
    hasFleet: settings.fleet.url !== undefined,
  };
  if (!isSettingsView(view)) throw new TypeError('the settings table does not match SettingsView');
  return view;
}
