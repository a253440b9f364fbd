import { useEffect, useId, useState } from 'preact/hooks';
import { SettingRow, type SaveNote } from './setting-row.tsx';
import { useWords } from '../words.ts';

export type ThresholdsFieldFacts = {
  readonly value: readonly number[];
  readonly note: SaveNote | undefined;
  readonly onChange: (thresholds: readonly number[]) => void;
};

/** The shares at which a person is told; kept when the field is left or Enter is pressed, if they can be read. */
export function ThresholdsField({ value, note, onChange }: ThresholdsFieldFacts) {
  const { thresholds } = useWords().page.settings;
  const id = useId();
  const kept = value.join(', ');
  const [text, setText] = useState(kept);
  const [wrong, setWrong] = useState(false);
  useEffect(() => setText(kept), [kept]);
  const commit = (): void => {
    const numbers = readThresholds(text);
    setWrong(numbers === undefined);
    if (numbers !== undefined && numbers.join(', ') !== kept) onChange(numbers);
    else if (numbers !== undefined) setText(kept);
  };
  return (
    <SettingRow
      words={thresholds}
      note={wrong ? { good: false, text: thresholds.wrong } : note}
      inputId={id}
    >
      {(describedBy) => (
        <input
          id={id}
          class="short"
          inputMode="numeric"
          autocomplete="off"
          aria-describedby={describedBy}
          aria-invalid={wrong}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
          onBlur={commit}
          onKeyDown={(event) => event.key === 'Enter' && commit()}
        />
      )}
    </SettingRow>
  );
}

/** Whole numbers from 1 to 99, highest first, each once; any sign or blank separates. Undefined where anything else stands there. */
function readThresholds(text: string): readonly number[] | undefined {
  const words = text.split(/[\s,;，、；%]+/).filter((word) => word !== '');
  const numbers = words.map((word) => (/^\d{1,2}$/.test(word) ? Number(word) : 0));
  if (numbers.length === 0 || numbers.some((number) => number < 1)) return undefined;
  return [...new Set(numbers)].toSorted((a, b) => b - a);
}
