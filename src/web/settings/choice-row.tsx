import { Segments } from '../segments.tsx';
import { SettingRow, type Control } from './setting-row.tsx';

export type ChoiceRowFacts<Choice extends string | number> = Control<string | number, Choice> & {
  readonly words: {
    readonly label: string;
    readonly hint: string;
    readonly options: Readonly<Record<Choice, string>>;
  };
  readonly choices: readonly Choice[];
  /** Replaces the hint if something else decides, and disables the choice. */
  readonly decidedBy?: string | undefined;
};

/** A setting that is one of a few. */
export function ChoiceRow<Choice extends string | number>({
  words: { label, hint, options },
  choices,
  value,
  note,
  onChange,
  decidedBy,
}: ChoiceRowFacts<Choice>) {
  const choose = (text: string): void => {
    const choice = choices.find((each) => String(each) === text);
    if (choice !== undefined) onChange(choice);
  };
  return (
    <SettingRow words={{ label, hint: decidedBy ?? hint }} note={note}>
      {(describedBy) => (
        <Segments
          legend={label}
          options={choices.map((choice) => [String(choice), options[choice]])}
          value={String(value)}
          onChange={choose}
          describedBy={describedBy}
          disabled={decidedBy !== undefined}
        />
      )}
    </SettingRow>
  );
}
