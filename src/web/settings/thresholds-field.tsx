import type { RefObject } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';
import { maxThresholds, thresholdRange } from '../../domain/setting-choices.ts';
import { SettingRow, type Control } from './setting-row.tsx';
import { useWords } from '../words.ts';

type Problem = 'wrong' | 'full';

/**
 * The percentages left at which to notify: each can be removed but the last one, and a number adds
 * one. Saved at once, highest first.
 */
export function ThresholdsField({ value, note, onChange }: Control<readonly number[]>) {
  const { thresholds } = useWords().page.settings;
  const id = useId();
  const { input, problem, add, remove } = useThresholds(value, onChange);
  return (
    <SettingRow
      words={thresholds}
      note={problem === undefined ? note : { kind: 'wrong', text: thresholds[problem] }}
      inputId={id}
    >
      {(describedBy) => (
        <form
          class="thresholds"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            add();
          }}
        >
          <ThresholdChips value={value} onRemove={remove} />
          <PercentInput
            input={input}
            id={id}
            describedBy={describedBy}
            isWrong={problem !== undefined}
          />
        </form>
      )}
    </SettingRow>
  );
}

/** What adding and removing do to the list, and what was wrong with the last number. */
function useThresholds(value: readonly number[], onChange: (value: readonly number[]) => void) {
  const input = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<Problem>();
  const add = (): void => {
    const field = input.current;
    if (field === null || (field.value === '' && !field.validity.badInput)) return;
    const added = withThreshold(value, field.value === '' ? Number.NaN : Number(field.value));
    setProblem(typeof added === 'string' ? added : undefined);
    if (typeof added === 'string') return;
    field.value = '';
    if (added.length > value.length) onChange(added);
  };
  const remove = (percent: number): void => {
    setProblem(undefined);
    onChange(value.filter((other) => other !== percent));
    // The button is gone: the focus goes to what is left of the setting.
    input.current?.focus();
  };
  return { input, problem, add, remove };
}

function ThresholdChips({
  value,
  onRemove,
}: {
  readonly value: readonly number[];
  readonly onRemove: (percent: number) => void;
}) {
  const { thresholds } = useWords().page.settings;
  return (
    <ul class="chips" aria-label={thresholds.label}>
      {value.map((percent) => (
        <li key={percent}>
          {percent}%
          {value.length > 1 && (
            <button
              type="button"
              aria-label={thresholds.remove(percent)}
              onClick={() => onRemove(percent)}
            >
              <span aria-hidden="true">×</span>
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}

type PercentInputProps = {
  readonly input: RefObject<HTMLInputElement | null>;
  readonly id: string;
  readonly describedBy: string | undefined;
  readonly isWrong: boolean;
};

function PercentInput({ input, id, describedBy, isWrong }: PercentInputProps) {
  const { thresholds } = useWords().page.settings;
  return (
    <span class="percent">
      <input
        ref={input}
        id={id}
        type="number"
        class="short"
        min={thresholdRange.min}
        max={thresholdRange.max}
        step="1"
        autocomplete="off"
        aria-describedby={describedBy}
        aria-invalid={isWrong}
      />
      <span aria-hidden="true">%</span>
      <button type="submit" class="button">
        {thresholds.add}
      </button>
    </span>
  );
}

/** The list with one more percentage, highest first; one that is there already changes nothing. */
function withThreshold(value: readonly number[], percent: number): readonly number[] | Problem {
  const { min, max } = thresholdRange;
  if (!Number.isInteger(percent) || percent < min || percent > max) return 'wrong';
  if (value.includes(percent)) return value;
  if (value.length >= maxThresholds) return 'full';
  return [...value, percent].toSorted((a, b) => b - a);
}
