import { Segments } from '../segments.tsx';
import { SettingRow, type SaveNote } from './setting-row.tsx';

export type ChoiceRowFacts<T extends string> = {
  readonly words: {
    readonly label: string;
    readonly hint: string;
    readonly options: Readonly<Record<T, string>>;
  };
  readonly value: T;
  readonly note: SaveNote | undefined;
  readonly onChange: (value: T) => void;
  /** Says who else decides, where the choice is not the person's; in place of the hint. */
  readonly decided?: string | undefined;
};

/** A setting that is one of few. */
export function ChoiceRow<T extends string>({
  words,
  value,
  note,
  onChange,
  decided,
}: ChoiceRowFacts<T>) {
  const options = Object.entries(words.options) as unknown as readonly (readonly [T, string])[];
  return (
    <SettingRow words={{ label: words.label, hint: decided ?? words.hint }} note={note}>
      {(describedBy) => (
        <Segments
          legend={words.label}
          options={options}
          value={value}
          onChange={onChange}
          describedBy={describedBy}
          disabled={decided !== undefined}
        />
      )}
    </SettingRow>
  );
}
