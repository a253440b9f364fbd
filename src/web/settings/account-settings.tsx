import { ChoiceRow } from './choice-row.tsx';
import { ConsoleLink } from '../console-link.tsx';
import { SecretField } from '../secret-field.tsx';
import { SettingGroup, type GroupFacts } from './setting-group.tsx';
import { Toggle } from './toggle.tsx';
import { useWords } from '../words.ts';

/** Which Kimi is asked, and with what. `onSecret` is called when a secret was kept or forgotten. */
export function AccountSettings({
  view,
  save,
  noteOf,
  onSecret,
}: GroupFacts & { readonly onSecret: () => void }) {
  const words = useWords().page.settings;
  return (
    <SettingGroup id="account" heading={words.account}>
      <Toggle
        words={words.enabled}
        value={view.enabled}
        note={noteOf('enabled')}
        onChange={(enabled) => save('enabled', { enabled })}
      />
      <div class="row secret">
        <SecretField name="apiKey" words={words.apiKey} stored={view.apiKey} onSaved={onSecret} />
      </div>
      <div class="row secret">
        <SecretField
          name="cookieHeader"
          words={words.cookieHeader}
          stored={view.cookieHeader}
          onSaved={onSecret}
        />
      </div>
      <ChoiceRow
        words={words.source}
        value={view.source}
        note={noteOf('source')}
        onChange={(source) => save('source', { source })}
      />
      <ChoiceRow
        words={words.cookieSource}
        value={view.cookieSource}
        note={noteOf('cookieSource')}
        onChange={(cookieSource) => save('cookieSource', { cookieSource })}
      />
      <ChoiceRow
        words={words.region}
        value={view.region}
        note={noteOf('region')}
        onChange={(region) => save('region', { region })}
      />
      <p class="row links">
        <span class="quiet">{words.links}</span>
        <ConsoleLink text={words.consoleLink} />
      </p>
    </SettingGroup>
  );
}
