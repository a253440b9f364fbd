import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';
import type { SettingsPatch } from '../../domain/settings-view.ts';
import { refusalText } from '../page-failure.ts';
import type { SettingsStore } from './use-settings.ts';
import { useWords } from '../words.ts';

/** What came of the last change of one setting. */
export type SaveNote = { readonly good: boolean; readonly text: string };

/** Keeps changes at once and remembers, setting by setting, what came of them. */
export function useSaving(store: SettingsStore): {
  readonly save: (name: string, patch: SettingsPatch) => void;
  readonly noteOf: (name: string) => SaveNote | undefined;
} {
  const words = useWords();
  const { settings } = words.page;
  const [notes, setNotes] = useState<Readonly<Record<string, SaveNote>>>({});
  const note = (name: string, good: boolean, text: string): void =>
    setNotes((before) => ({ ...before, [name]: { good, text } }));
  const save = async (name: string, patch: SettingsPatch): Promise<void> => {
    note(name, true, settings.saving);
    const answer = await store.change(patch);
    if (answer.kind === 'ok') note(name, true, settings.saved);
    else note(name, false, `${settings.notSaved}: ${refusalText(answer, words)}`);
  };
  return { save: (name, patch) => void save(name, patch), noteOf: (name) => notes[name] };
}

export type SettingRowFacts = {
  readonly words: { readonly label: string; readonly hint: string };
  readonly note: SaveNote | undefined;
  /** The id of the input that the label belongs to, where there is a single one. */
  readonly inputId?: string | undefined;
  /** Gets the id of the hint. */
  readonly children: (describedBy: string) => ComponentChildren;
};

/** One setting: its name and what it does on the left, its control on the right, and calmly below whether it was kept. */
export function SettingRow({ words: { label, hint }, note, inputId, children }: SettingRowFacts) {
  const id = useId();
  return (
    <div class="row">
      <div class="about">
        {inputId === undefined ? (
          <span class="name">{label}</span>
        ) : (
          <label for={inputId}>{label}</label>
        )}
        <p id={id} class="hint">
          {hint}
        </p>
      </div>
      <div class="control">
        {children(id)}
        <Said note={note} />
      </div>
    </div>
  );
}

/** What came of the last change, read out when it changes. */
export function Said({ note }: Pick<SettingRowFacts, 'note'>) {
  return (
    <p class={note === undefined ? 'said' : note.good ? 'said good' : 'said bad'} role="status">
      {note?.text}
    </p>
  );
}
