import type { ComponentChildren } from 'preact';
import { useEffect, useId, useState } from 'preact/hooks';
import type { SettingsPatch } from '../../domain/settings-view.ts';
import { after } from '../browser.ts';
import { refusalText } from '../page-failure.ts';
import type { SettingsStore } from './use-settings.ts';
import { useWords } from '../words.ts';

/** The result of the last change of one setting. `saved` is worded by the view, in its language. */
export type SaveNote =
  | { readonly kind: 'saving' | 'saved' }
  | { readonly kind: 'wrong'; readonly text: string };

const savedForMs = 5000;

/** What the control of one setting gets. A change is saved at once. */
export type Control<Value, Changed = Value> = {
  readonly value: Value;
  readonly note: SaveNote | undefined;
  readonly onChange: (value: Changed) => void;
};

/**
 * Makes the control of one setting. `name` is the key of its note, `patchOf` what to send for a new
 * value.
 */
export type ControlOf = <Value, Changed = Value>(
  name: string,
  value: Value,
  patchOf: (value: Changed) => SettingsPatch,
) => Control<Value, Changed>;

/** Saves each change at once and keeps a note of its result for each setting. */
export function useControls(store: SettingsStore): ControlOf {
  const words = useWords();
  const { settings } = words.page;
  const [notes, setNotes] = useState<Readonly<Record<string, SaveNote>>>({});
  const note = (name: string, text: SaveNote): void =>
    setNotes((before) => ({ ...before, [name]: text }));
  const save = async (name: string, patch: SettingsPatch): Promise<void> => {
    note(name, { kind: 'saving' });
    const response = await store.change(patch);
    if (response.kind === 'ok') return note(name, { kind: 'saved' });
    note(name, { kind: 'wrong', text: `${settings.notSaved}: ${refusalText(response, words)}` });
  };
  return (name, value, patchOf) => ({
    value,
    note: notes[name],
    onChange: (changed) => void save(name, patchOf(changed)),
  });
}

export type SettingRowFacts = {
  readonly words: { readonly label: string; readonly hint: string };
  readonly note: SaveNote | undefined;
  /** The id of the labelled input, if there is only one. */
  readonly inputId?: string | undefined;
  /** Gets the id of the hint. */
  readonly children: (describedBy: string) => ComponentChildren;
};

/**
 * One setting: its name and hint on the left, its control on the right, below it the result of a
 * change.
 */
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
        <SaveStatus note={note} />
      </div>
    </div>
  );
}

/** The result of the last change, announced to screen readers. `Saved` fades after a while. */
export function SaveStatus({ note }: { readonly note: SaveNote | undefined }) {
  const { settings } = useWords().page;
  const [faded, setFaded] = useState<SaveNote>();
  useEffect(
    () => (note?.kind === 'saved' ? after(savedForMs, () => setFaded(note)) : undefined),
    [note],
  );
  if (note === undefined || note === faded) return <p class="said" role="status" />;
  const text = note.kind === 'wrong' ? note.text : settings[note.kind];
  return (
    <p class={note.kind === 'wrong' ? 'said bad' : 'said good'} role="status">
      {text}
    </p>
  );
}
