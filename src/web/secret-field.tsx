import { useId } from 'preact/hooks';
import type { SecretView } from '../domain/settings-view.ts';
import { useQuestionFocus } from './use-question-focus.ts';
import { useSecret, type SecretForm, type SecretName, type SecretTarget } from './use-secret.ts';
import { useWords } from './words.ts';

export type SecretFieldFacts = {
  readonly name: SecretName;
  readonly words: { readonly label: string; readonly hint: string; readonly placeholder: string };
  /** What is stored now; absent on the first run, when nothing is. */
  readonly stored?: SecretView | undefined;
  readonly onSaved?: (() => void) | undefined;
  /** Another account than the main one. */
  readonly target?: SecretTarget | undefined;
};

/** A secret, pasted, tested and then saved. Of a stored one only the last characters are shown. */
export function SecretField({ name, words: field, stored, onSaved, target }: SecretFieldFacts) {
  const { settings } = useWords().page;
  const id = useId();
  const form = useSecret(name, { onSaved, target });
  const isAsking = form.stage.kind === 'confirming-removal';
  const box = useQuestionFocus<HTMLFormElement>(isAsking, 'input');
  const submit = (event: Event): void => {
    event.preventDefault();
    void form.testAndSave();
  };
  return (
    <form class="entry" onSubmit={submit} ref={box}>
      <label for={id}>{field.label}</label>
      {stored !== undefined && (
        <p class="stored">
          {stored.set ? settings.secretSet(stored.hint ?? '…') : settings.secretNotSet}
        </p>
      )}
      <SecretEntry id={id} placeholder={field.placeholder} stored={stored} form={form} />
      <p id={`${id}hint`} class="hint">
        {field.hint}
      </p>
      {isAsking && <RemovalQuestion form={form} />}
      <SecretStatus form={form} />
    </form>
  );
}

type SecretEntryFacts = {
  readonly id: string;
  readonly placeholder: string;
  readonly stored: SecretView | undefined;
  readonly form: SecretForm;
};

function SecretEntry({ id, placeholder, stored, form }: SecretEntryFacts) {
  const { settings } = useWords().page;
  const { text, stage } = form;
  return (
    <div class="entry-row">
      <input
        id={id}
        type="password"
        autocomplete="off"
        spellcheck={false}
        placeholder={placeholder}
        aria-describedby={`${id}hint`}
        value={text}
        onInput={(event) => form.setText(event.currentTarget.value)}
      />
      <button
        type="submit"
        class={stored === undefined || text !== '' ? 'button strong' : 'button'}
        aria-disabled={stage.kind === 'testing'}
      >
        {settings.testAndSave}
      </button>
      {stored?.set === true && stage.kind !== 'confirming-removal' && (
        <button
          type="button"
          class="button"
          onClick={() => form.setStage({ kind: 'confirming-removal' })}
        >
          {settings.forget}
        </button>
      )}
    </div>
  );
}

function RemovalQuestion({ form }: { readonly form: SecretForm }) {
  const { settings } = useWords().page;
  return (
    <p class="actions question">
      <span>{settings.forgetSure}</span>
      <button type="button" class="button" onClick={() => void form.remove()}>
        {settings.forget}
      </button>
      <button type="button" class="button" onClick={() => form.setStage({ kind: 'idle' })}>
        {settings.keep}
      </button>
    </p>
  );
}

/** The result of the last attempt, announced to screen readers. */
function SecretStatus({ form: { stage, saveAnyway } }: { readonly form: SecretForm }) {
  const { settings } = useWords().page;
  const isDone = stage.kind === 'done';
  return (
    <>
      <p class={isDone ? (stage.good ? 'said good' : 'said bad') : 'said'} role="status">
        {stage.kind === 'testing' ? settings.testing : isDone ? stage.text : ''}
      </p>
      {isDone && stage.canSaveAnyway === true && (
        <button type="button" class="button" onClick={() => void saveAnyway()}>
          {settings.saveAnyway}
        </button>
      )}
    </>
  );
}
