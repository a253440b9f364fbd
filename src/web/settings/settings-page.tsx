import type { Cadence } from '../../domain/setting-choices.ts';
import type { SettingsView } from '../../domain/settings-view.ts';
import { AccountSettings } from './account-settings.tsx';
import { ChoiceRow } from './choice-row.tsx';
import { NotificationSettings } from './notification-settings.tsx';
import { SettingGroup, type GroupFacts } from './setting-group.tsx';
import { useSaving } from './setting-row.tsx';
import { Toggle } from './toggle.tsx';
import { TraySettings } from './tray-settings.tsx';
import type { SettingsStore } from './use-settings.ts';
import { useWords } from '../words.ts';

/** The second view: every setting with what it does; each change is kept at once. */
export function SettingsPage({ store }: { readonly store: SettingsStore }) {
  const { settings } = useWords().page;
  return (
    <div class="settings">
      <h1>{settings.heading}</h1>
      {store.view === undefined ? (
        <p class="waiting">
          {store.asked ? settings.unreachable : settings.loading}{' '}
          {store.asked && (
            <button type="button" class="button" onClick={() => void store.reload()}>
              {settings.retry}
            </button>
          )}
        </p>
      ) : (
        <Groups view={store.view} store={store} />
      )}
    </div>
  );
}

function Groups({ view, store }: { readonly view: SettingsView; readonly store: SettingsStore }) {
  const facts = { view, ...useSaving(store) };
  return (
    <>
      <AccountSettings {...facts} onSecret={() => void store.reload()} />
      <RefreshSettings {...facts} />
      <NotificationSettings {...facts} />
      <TraySettings {...facts} />
      <DisplaySettings {...facts} />
    </>
  );
}

function RefreshSettings({ view, save, noteOf }: GroupFacts) {
  const words = useWords().page.settings;
  const { adaptive, minutes } = words.cadence;
  const options = { 1: minutes(1), 5: minutes(5), 15: minutes(15), 30: minutes(30), adaptive };
  return (
    <SettingGroup id="refreshing" heading={words.refreshing}>
      <ChoiceRow<`${Cadence}`>
        words={{ ...words.cadence, options }}
        value={`${view.cadence}`}
        note={noteOf('cadence')}
        onChange={(cadence) => save('cadence', { cadence: cadenceOf(cadence) })}
      />
    </SettingGroup>
  );
}

function DisplaySettings({ view, save, noteOf }: GroupFacts) {
  const words = useWords().page.settings;
  return (
    <SettingGroup id="display" heading={words.display}>
      <ChoiceRow
        words={words.language}
        value={view.language}
        note={noteOf('language')}
        onChange={(language) => save('language', { language })}
        decided={
          view.languageFixedBy === undefined ? undefined : words.fixedBy(view.languageFixedBy)
        }
      />
      <ChoiceRow
        words={words.meters}
        value={view.meters}
        note={noteOf('meters')}
        onChange={(meters) => save('meters', { meters })}
      />
      <Toggle
        words={words.metricsAccountNames}
        value={view.metricsAccountNames}
        note={noteOf('metrics')}
        onChange={(metricsAccountNames) => save('metrics', { metricsAccountNames })}
      />
    </SettingGroup>
  );
}

function cadenceOf(word: `${Cadence}`): Cadence {
  return ([1, 5, 15, 30] as const).find((minutes) => String(minutes) === word) ?? 'adaptive';
}
