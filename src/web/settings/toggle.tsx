import { useId } from 'preact/hooks';
import { SettingRow, type Control } from './setting-row.tsx';

export type ToggleFacts = Control<boolean> & {
  readonly words: { readonly label: string; readonly hint: string };
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
