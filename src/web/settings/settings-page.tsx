import {
  cadenceChoices,
  languageChoices,
  meterChoices,
  type Cadence,
} from '../../domain/setting-choices.ts';
import type { SettingsView } from '../../domain/settings-view.ts';
import type { UsageView } from '../../present/usage-view.ts';
import { byTrouble } from '../usage/account-order.ts';
import { AccountSettings } from './account-settings.tsx';
import { AccountsSettings } from './accounts-settings.tsx';
import { ChoiceRow } from './choice-row.tsx';
import { NotificationSettings } from './notification-settings.tsx';
import { PushTargets } from './push-targets.tsx';
import { SettingGroup, type GroupFacts } from './setting-group.tsx';
import { useControls } from './setting-row.tsx';
import { Toggle } from './toggle.tsx';
import { TraySettings } from './tray-settings.tsx';
import type { SettingsStore } from './use-settings.ts';
import { useWords } from '../words.ts';

export type SettingsPageFacts = {
  readonly store: SettingsStore;
  /** For previews. */
  readonly views: readonly UsageView[];
  readonly version: string | undefined;
};

/** The page's second view: all settings. Each change is saved at once. */
export function SettingsPage({ store, views, version }: SettingsPageFacts) {
  const { settings } = useWords().page;
  return (
    <div class="settings">
      <h1>{settings.heading}</h1>
      {store.view === undefined ? (
        <p class="waiting">
          {store.hasTried ? settings.unreachable : settings.loading}{' '}
          {store.hasTried && (
            <button type="button" class="button" onClick={() => void store.reload()}>
              {settings.retry}
            </button>
          )}
        </p>
      ) : (
        <Groups view={store.view} store={store} usage={byTrouble(views)[0]} />
      )}
      {version !== undefined && <p class="version">{settings.version(version)}</p>}
    </div>
  );
}

type GroupsFacts = {
  readonly view: SettingsView;
  readonly store: SettingsStore;
  readonly usage: UsageView | undefined;
};

function Groups({ view, store, usage }: GroupsFacts) {
  const facts = { view, control: useControls(store) };
  return (
    <>
      <AccountSettings {...facts} onSecret={() => void store.reload()} />
      <AccountsSettings {...facts} onSecret={() => void store.reload()} />
      <RefreshSettings {...facts} />
      <NotificationSettings {...facts} usage={usage} />
      <PushTargets {...facts} store={store} />
      <TraySettings {...facts} usage={usage} />
      <DisplaySettings {...facts} />
    </>
  );
}

function RefreshSettings({ view, control }: GroupFacts) {
  const words = useWords().page.settings;
  const { adaptive, minutes } = words.cadence;
  const options = { 1: minutes(1), 5: minutes(5), 15: minutes(15), 30: minutes(30), adaptive };
  return (
    <SettingGroup id="refreshing" heading={words.refreshing}>
      <ChoiceRow
        words={{ ...words.cadence, options }}
        choices={cadenceChoices}
        {...control('cadence', view.cadence, (cadence: Cadence) => ({ cadence }))}
      />
    </SettingGroup>
  );
}

function DisplaySettings({ view, control }: GroupFacts) {
  const words = useWords().page.settings;
  const { languageFixedBy } = view;
  return (
    <SettingGroup id="display" heading={words.display}>
      <ChoiceRow
        words={words.language}
        choices={languageChoices}
        {...control('language', view.language, (language) => ({ language }))}
        decidedBy={languageFixedBy === undefined ? undefined : words.fixedBy(languageFixedBy)}
      />
      <ChoiceRow
        words={words.meters}
        choices={meterChoices}
        {...control('meters', view.meters, (meters) => ({ meters }))}
      />
      <Toggle
        words={words.metricsAccountNames}
        {...control('metrics', view.metricsAccountNames, (metricsAccountNames) => ({
          metricsAccountNames,
        }))}
      />
    </SettingGroup>
  );
}
