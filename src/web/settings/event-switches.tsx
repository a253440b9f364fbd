import { useId } from 'preact/hooks';
import { usageEventKinds, type UsageEventKind } from '../../domain/events/usage-event.ts';
import { Said, type SaveNote } from './setting-row.tsx';

export type EventSwitchesFacts = {
  readonly words: {
    readonly label: string;
    readonly options: Readonly<Record<UsageEventKind, string>>;
  };
  readonly value: readonly UsageEventKind[];
  readonly note: SaveNote | undefined;
  readonly onChange: (events: readonly UsageEventKind[]) => void;
};

/** What a person wants to be told of: one switch for each kind of event. */
export function EventSwitches({ words, value, note, onChange }: EventSwitchesFacts) {
  const id = useId();
  const kinds = Object.keys(words.options) as readonly UsageEventKind[];
  const withKind = (kind: UsageEventKind, on: boolean): readonly UsageEventKind[] =>
    usageEventKinds.filter((one) => (one === kind ? on : value.includes(one)));
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
      <Said note={note} />
    </div>
  );
}
