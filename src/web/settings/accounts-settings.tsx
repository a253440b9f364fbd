import { mainAccountName } from '../../domain/main-account.ts';
import { useWords } from '../words.ts';
import { AddAccount } from './add-account.tsx';
import { NamedAccount, type NamedAccountFacts } from './named-account.tsx';
import { SettingGroup, type GroupFacts } from './setting-group.tsx';
import { SettingRow } from './setting-row.tsx';

/** The named accounts: which one is shown first, each one's settings, and a form to add one. */
export function AccountsSettings(facts: Omit<NamedAccountFacts, 'account'>) {
  const words = useWords().page.settings.accounts;
  const { view, onSecret } = facts;
  return (
    <SettingGroup id="accounts" heading={words.heading} entries={view.accounts.length}>
      {view.accounts.length > 0 && <DefaultAccount {...facts} />}
      {view.accounts.map((account) => (
        <NamedAccount key={account.number} account={account} {...facts} />
      ))}
      <div class="row secret">
        <AddAccount onAdded={onSecret} />
      </div>
    </SettingGroup>
  );
}

function DefaultAccount({ view, control }: GroupFacts) {
  const words = useWords().page.settings.accounts;
  const { value, note, onChange } = control(
    'default account',
    view.defaultAccount ?? mainAccountName,
    (name: string) => ({ account: { name, action: 'make-default' } }),
  );
  return (
    <SettingRow words={words.default} note={note} inputId="default-account">
      {(describedBy) => (
        <select
          id="default-account"
          aria-describedby={describedBy}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        >
          <option value={mainAccountName}>{words.default.main}</option>
          {view.accounts.map(({ name }) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      )}
    </SettingRow>
  );
}
