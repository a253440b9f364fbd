import { useEffect, useId, useState } from 'preact/hooks';
import { SettingRow, type Control } from './setting-row.tsx';
import { useWords } from '../words.ts';

/**
 * The percentages left at which to notify. Saved when the field loses the focus or Enter is
 * pressed, if valid.
 */
export function ThresholdsField({ value, note, onChange }: Control<readonly number[]>) {
  const { thresholds } = useWords().page.settings;
  const id = useId();
  const saved = value.join(', ');
  const [text, setText] = useState(saved);
  const [wrong, setWrong] = useState(false);
  useEffect(() => setText(saved), [saved]);
  const commit = (): void => {
    const numbers = readThresholds(text);
    setWrong(numbers === undefined);
    if (numbers !== undefined && numbers.join(', ') !== saved) onChange(numbers);
    else if (numbers !== undefined) setText(saved);
  };
  return (
    <SettingRow
      words={thresholds}
      note={wrong ? { kind: 'wrong', text: thresholds.wrong } : note}
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

/**
 * Whole numbers from 1 to 99, highest first, each once, separated by blanks or punctuation.
 * Undefined if invalid.
 */
function readThresholds(text: string): readonly number[] | undefined {
  const words = text.split(/[\s,;，、；%]+/).filter((word) => word !== '');
  const numbers = words.map((word) => (/^\d{1,2}$/.test(word) ? Number(word) : 0));
  if (numbers.length === 0 || numbers.some((number) => number < 1)) return undefined;
  return [...new Set(numbers)].toSorted((a, b) => b - a);
}
