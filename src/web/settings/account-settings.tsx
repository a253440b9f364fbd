import { cookieSourceChoices, regionChoices, sourceChoices } from '../../domain/setting-choices.ts';
import { ChoiceRow } from './choice-row.tsx';
import { ConsoleLink } from '../console-link.tsx';
import { SecretField } from '../secret-field.tsx';
import { SettingGroup, type GroupFacts } from './setting-group.tsx';
import { Toggle } from './toggle.tsx';
import { useWords } from '../words.ts';

/**
 * Which Kimi account is queried, and how. `onSecret` is called after a secret was saved or removed.
 */
export function AccountSettings({
  view,
  control,
  onSecret,
}: GroupFacts & { readonly onSecret: () => void }) {
  const words = useWords().page.settings;
  return (
    <SettingGroup id="account" heading={words.account}>
      <Toggle
        words={words.enabled}
        {...control('enabled', view.enabled, (enabled) => ({ enabled }))}
      />
      {(['apiKey', 'cookieHeader'] as const).map((name) => (
        <div class="row secret" key={name}>
          <SecretField name={name} words={words[name]} stored={view[name]} onSaved={onSecret} />
        </div>
      ))}
      <ChoiceRow
        words={words.source}
        choices={sourceChoices}
        {...control('source', view.source, (source) => ({ source }))}
      />
      <ChoiceRow
        words={words.cookieSource}
        choices={cookieSourceChoices}
        {...control('cookieSource', view.cookieSource, (cookieSource) => ({ cookieSource }))}
      />
      <ChoiceRow
        words={words.region}
        choices={regionChoices}
        {...control('region', view.region, (region) => ({ region }))}
      />
      <p class="row links">
        <span class="quiet">{words.links}</span>
        <ConsoleLink text={words.consoleLink} />
      </p>
    </SettingGroup>
  );
}
