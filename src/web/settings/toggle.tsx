import { useId } from 'preact/hooks';
import { SettingRow, type SaveNote } from './setting-row.tsx';

export type ToggleFacts = {
  readonly words: { readonly label: string; readonly hint: string };
  readonly value: boolean;
  readonly note: SaveNote | undefined;
  readonly onChange: (value: boolean) => void;
};

/** A setting that is on or off. */
export function Toggle({ words, value, note, onChange }: ToggleFacts) {
  const id = useId();
  return (
    <SettingRow words={words} note={note} inputId={id}>
      {(describedBy) => (
        <input
          id={id}
          type="checkbox"
          role="switch"
          class="switch"
          checked={value}
          aria-describedby={describedBy}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      )}
    </SettingRow>
  );
}
