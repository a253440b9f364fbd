import { useId } from 'preact/hooks';
import { usageEventKinds, type UsageEventKind } from '../../domain/events/usage-event.ts';
import { SaveStatus, type Control } from './setting-row.tsx';

export type EventSwitchesFacts = Control<readonly UsageEventKind[]> & {
  readonly words: {
    readonly label: string;
    readonly options: Readonly<Record<UsageEventKind, string>>;
  };
};

/** The events to be notified of: one switch for each kind. */
export function EventSwitches({ words, value, note, onChange }: EventSwitchesFacts) {
  const id = useId();
  // The messages list the kinds in the order that people read them in.
  const order = Object.keys(words.options);
  const kinds = usageEventKinds.toSorted((a, b) => order.indexOf(a) - order.indexOf(b));
  const withKind = (kind: UsageEventKind, on: boolean): readonly UsageEventKind[] =>
    usageEventKinds.filter((each) => (each === kind ? on : value.includes(each)));
  return (
    <div class="row stacked">
      <fieldset class="switches" aria-labelledby={id}>
        <span id={id} class="name">
          {words.label}
        </span>
        {kinds.map((kind) => (
          <label key={kind}>
            <span>{words.options[kind]}</span>
            <input
              type="checkbox"
              role="switch"
              class="switch"
              checked={value.includes(kind)}
              onChange={(event) => onChange(withKind(kind, event.currentTarget.checked))}
            />
          </label>
        ))}
      </fieldset>
      <SaveStatus note={note} />
    </div>
  );
}
