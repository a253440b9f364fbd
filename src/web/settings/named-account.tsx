import { useId, useState } from 'preact/hooks';
import { regionChoices } from '../../domain/setting-choices.ts';
import type { AccountView } from '../../domain/settings-view.ts';
import { SecretField } from '../secret-field.tsx';
import { useQuestionFocus } from '../use-question-focus.ts';
import { useWords } from '../words.ts';
import { ChoiceRow } from './choice-row.tsx';
import type { GroupFacts } from './setting-group.tsx';
import { SaveStatus } from './setting-row.tsx';

export type NamedAccountFacts = GroupFacts & {
  readonly account: AccountView;
  /** Called after a secret was saved or removed. */
  readonly onSecret: () => void;
};

/** One account's name, key, session and region, closed until the user opens it. */
export function NamedAccount({ account, ...facts }: NamedAccountFacts) {
  const { settings } = useWords().page;
  const { name, number, region } = account;
  const { control, onSecret } = facts;
  return (
    <details class="row stacked account">
      <summary>
        <span class="name">{name}</span> <span class="quiet">{secretText(account, settings)}</span>
      </summary>
      <NameField account={account} {...facts} />
      {(['apiKey', 'cookieHeader'] as const).map((secret) => (
        <div class="row secret" key={secret}>
          <SecretField
            name={secret}
            words={settings[secret]}
            stored={account[secret]}
            onSaved={onSecret}
            target={{ region, patchOf: (value) => ({ account: { name, [secret]: value } }) }}
          />
        </div>
      ))}
      <ChoiceRow
        words={settings.region}
        choices={regionChoices}
        {...control(`region ${number}`, region, (changed) => ({
          account: { name, region: changed },
        }))}
      />
      <RemoveAccount account={account} {...facts} />
    </details>
  );
}

type SettingsWords = ReturnType<typeof useWords>['page']['settings'];

function secretText(
  { apiKey, cookieHeader }: AccountView,
  { secretSet, secretNotSet }: SettingsWords,
): string {
  const stored = apiKey.set ? apiKey : cookieHeader;
  return stored.set ? secretSet(stored.hint ?? '…') : secretNotSet;
}

/** Saved when Enter or the button is pressed. */
function NameField({ account: { name, number }, control }: NamedAccountFacts) {
  const { accounts } = useWords().page.settings;
  const id = useId();
  const [typed, setTyped] = useState(name);
  const { note, onChange } = control(`name ${number}`, name, (newName: string) => ({
    account: { name, newName },
  }));
  const rename = (event: Event): void => {
    event.preventDefault();
    const newName = typed.trim();
    if (newName !== '' && newName !== name) onChange(newName);
  };
  return (
    <form class="row secret entry" onSubmit={rename}>
      <label for={id}>{accounts.name}</label>
      <div class="entry-row">
        <input
          id={id}
          maxLength={64}
          value={typed}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
        <button type="submit" class="button">
          {accounts.rename}
        </button>
      </div>
      <SaveStatus note={note} />
    </form>
  );
}

/** Asks once: the key is gone afterwards. */
function RemoveAccount({ account: { name, number }, control }: NamedAccountFacts) {
  const { accounts, keep } = useWords().page.settings;
  const [isAsking, setAsking] = useState(false);
  const { note, onChange } = control(`removal ${number}`, false, () => ({
    account: { name, action: 'remove' },
  }));
  const box = useQuestionFocus<HTMLDivElement>(isAsking, 'button');
  return (
    <div class="row secret" ref={box}>
      {isAsking ? (
        <p class="actions question">
          <span>{accounts.removeSure(name)}</span>
          <button type="button" class="button" onClick={() => onChange(true)}>
            {accounts.remove}
          </button>
          <button type="button" class="button" onClick={() => setAsking(false)}>
            {keep}
          </button>
        </p>
      ) : (
        <button type="button" class="button" onClick={() => setAsking(true)}>
          {accounts.remove}
        </button>
      )}
      <SaveStatus note={note} />
    </div>
  );
}
