import { useId } from 'preact/hooks';

export type SegmentsFacts<T extends string> = {
  /** Only for screen readers. */
  readonly legend: string;
  readonly options: readonly (readonly [T, string])[];
  readonly value: T;
  readonly onChange: (value: T) => void;
  /** Id of the element that explains the choice. */
  readonly describedBy?: string | undefined;
  readonly disabled?: boolean | undefined;
};

/** Radio buttons side by side that look like one switch. */
export function Segments<T extends string>({
  legend,
  options,
  value,
  onChange,
  describedBy,
  disabled = false,
}: SegmentsFacts<T>) {
  const name = useId();
  return (
    <fieldset
      class="segments"
      disabled={disabled}
      {...(describedBy === undefined ? {} : { 'aria-describedby': describedBy })}
    >
      <legend class="unseen">{legend}</legend>
      {options.map(([option, label]) => (
        <label key={option}>
          <input
            type="radio"
            name={name}
            value={option}
            checked={option === value}
            onChange={() => onChange(option)}
          />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}
