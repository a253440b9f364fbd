import type { SettingsView } from '../domain/settings-view.ts';
import { ConsoleLink } from './console-link.tsx';
import { SecretField } from './secret-field.tsx';
import { Segments } from './segments.tsx';
import { SettingRow, useSaving } from './setting-row.tsx';
import { ThresholdsField } from './thresholds-field.tsx';
import { Toggle } from './toggle.tsx';
import type { SettingsStore } from './use-settings.ts';
import { useWords } from './words.ts';

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
  const { page } = useWords();
  const words = page.settings;
  const { save, noteOf } = useSaving(store);
  const reload = (): void => void store.reload();
  const minutes = ([1, 5, 15, 30] as const).map((count) => [String(count), words.cadence.minutes(count)] as const);
  return (
    <>
      <section class="plate group" aria-labelledby="account">
        <h2 id="account">{words.account}</h2>
        <Toggle words={words.enabled} value={view.enabled} note={noteOf('enabled')} onChange={(enabled) => save('enabled', { enabled })} />
        <div class="row secret">
          <SecretField name="apiKey" words={words.apiKey} stored={view.apiKey} onSaved={reload} />
        </div>
        <div class="row secret">
          <SecretField name="cookieHeader" words={words.cookieHeader} stored={view.cookieHeader} onSaved={reload} />
        </div>
        <SettingRow words={words.source} note={noteOf('source')}>
          {(describedBy) => (
            <Segments
              legend={words.source.label}
              options={pairs(words.source.options)}
              value={view.source}
              onChange={(source) => save('source', { source })}
              describedBy={describedBy}
            />
          )}
        </SettingRow>
        <SettingRow words={words.cookieSource} note={noteOf('cookieSource')}>
          {(describedBy) => (
            <Segments
              legend={words.cookieSource.label}
              options={pairs(words.cookieSource.options)}
              value={view.cookieSource}
              onChange={(cookieSource) => save('cookieSource', { cookieSource })}
              describedBy={describedBy}
            />
          )}
        </SettingRow>
        <SettingRow words={words.region} note={noteOf('region')}>
          {(describedBy) => (
            <Segments
              legend={words.region.label}
              options={pairs(words.region.options)}
              value={view.region}
              onChange={(region) => save('region', { region })}
              describedBy={describedBy}
            />
          )}
        </SettingRow>
        <p class="row links">
          <span class="quiet">{words.links}</span>
          <ConsoleLink text={words.consoleLink} />
        </p>
      </section>
      <section class="plate group" aria-labelledby="refreshing">
        <h2 id="refreshing">{words.refreshing}</h2>
        <SettingRow words={words.cadence} note={noteOf('cadence')}>
          {(describedBy) => (
            <Segments
              legend={words.cadence.label}
              options={[...minutes, ['adaptive', words.cadence.adaptive] as const]}
              value={String(view.cadence)}
              onChange={(cadence) => save('cadence', { cadence: cadenceOf(cadence) })}
              describedBy={describedBy}
            />
          )}
        </SettingRow>
      </section>
      <section class="plate group" aria-labelledby="notifications">
        <h2 id="notifications">{words.notifications}</h2>
        <Toggle
          words={words.notify}
          value={view.notifications.enabled}
          note={noteOf('notify')}
          onChange={(enabled) => save('notify', { notifications: { enabled } })}
        />
        <ThresholdsField
          value={view.notifications.thresholds}
          note={noteOf('thresholds')}
          onChange={(thresholds) => save('thresholds', { notifications: { thresholds } })}
        />
      </section>
      <section class="plate group" aria-labelledby="display">
        <h2 id="display">{words.display}</h2>
        <SettingRow words={words.language} note={noteOf('language')}>
          {(describedBy) => (
            <Segments
              legend={words.language.label}
              options={pairs(words.language.options)}
              value={view.language}
              onChange={(language) => save('language', { language })}
              describedBy={describedBy}
            />
          )}
        </SettingRow>
        <SettingRow words={words.meters} note={noteOf('meters')}>
          {(describedBy) => (
            <Segments
              legend={words.meters.label}
              options={pairs(words.meters.options)}
              value={view.meters}
              onChange={(meters) => save('meters', { meters })}
              describedBy={describedBy}
            />
          )}
        </SettingRow>
        <Toggle
          words={words.metricsAccountNames}
          value={view.metricsAccountNames}
          note={noteOf('metrics')}
          onChange={(metricsAccountNames) => save('metrics', { metricsAccountNames })}
        />
      </section>
    </>
  );
}

function pairs<T extends string>(options: Readonly<Record<T, string>>): readonly (readonly [T, string])[] {
  return Object.entries(options) as unknown as readonly (readonly [T, string])[];
}

function cadenceOf(text: string): SettingsView['cadence'] {
  return ([1, 5, 15, 30] as const).find((minutes) => String(minutes) === text) ?? 'adaptive';
}
