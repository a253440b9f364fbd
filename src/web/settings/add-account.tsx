import { useId, useState } from 'preact/hooks';
import { SecretField } from '../secret-field.tsx';
import { useWords } from '../words.ts';

/** A name and an API key, which is tested before the account is added. */
export function AddAccount({ onAdded }: { readonly onAdded: () => void }) {
  const { accounts, apiKey } = useWords().page.settings;
  const id = useId();
  const [name, setName] = useState('');
  const added = (): void => {
    setName('');
    onAdded();
  };
  return (
    <>
      <div class="entry">
        <label for={id}>{accounts.add}</label>
        <input
          id={id}
          maxLength={64}
          placeholder={accounts.namePlaceholder}
          value={name}
          onInput={(event) => setName(event.currentTarget.value)}
        />
      </div>
      <SecretField
        name="apiKey"
        words={{ ...apiKey, label: accounts.itsKey }}
        onSaved={added}
        target={{
          refusal: name.trim() === '' ? accounts.nameFirst : undefined,
          patchOf: (value) => ({
            account: { name: name.trim(), action: 'add', apiKey: value ?? undefined },
          }),
        }}
      />
    </>
  );
}
