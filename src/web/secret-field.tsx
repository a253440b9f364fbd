import { useId, useState } from 'preact/hooks';
import type { SecretView } from '../domain/settings-view.ts';
import type { UsageOutcome } from '../domain/usage-snapshot.ts';
import { changeSettings, tryCredential, type Answer } from './live/daemon-api.ts';
import { failureLine, refusalText } from './page-failure.ts';
import { outcomeText } from './outcome-text.ts';
import { useWords, type Words } from './words.ts';

export type SecretFieldFacts = {
  readonly name: 'apiKey' | 'cookieHeader';
  readonly words: { readonly label: string; readonly hint: string; readonly placeholder: string };
  /** What is stored now; absent on the first run, where nothing is. */
  readonly stored?: SecretView | undefined;
  readonly onSaved?: (() => void) | undefined;
};

type Stage =
  | { readonly kind: 'idle' | 'asking' | 'forgetting' }
  | {
      readonly kind: 'said';
      readonly good: boolean;
      readonly text: string;
      readonly mayInsist?: boolean | undefined;
    };

/** A secret that only goes in: pasted, tested with one reading, kept if that worked. Shows no more than its last characters. */
export function SecretField({ name, words: field, stored, onSaved }: SecretFieldFacts) {
  const words = useWords();
  const { settings } = words.page;
  const id = useId();
  const [text, setText] = useState('');
  const [stage, setStage] = useState<Stage>({ kind: 'idle' });

  const save = async (value: string | null, told: string): Promise<void> => {
    const answer = await changeSettings({ [name]: value });
    if (answer.kind === 'ok') {
      setText('');
      onSaved?.();
    }
    setStage(
      answer.kind === 'ok' ? good(told) : bad(settings.doesNotWork(refusalText(answer, words))),
    );
  };
  const test = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (stage.kind === 'asking') return;
    const value = text.trim();
    if (value === '') return setStage(bad(settings.emptySecret));
    setStage({ kind: 'asking' });
    const answer = await tryCredential(
      name === 'apiKey' ? { apiKey: value } : { cookieHeader: value },
    );
    const verdict = verdictOf(answer, words);
    if (verdict.kind === 'works') await save(value, settings.worksAndSaved(verdict.text));
    else
      setStage({
        ...bad(settings.doesNotWork(verdict.text)),
        mayInsist: verdict.kind === 'untold',
      });
  };

  return (
    <form class="entry" onSubmit={(event) => void test(event)}>
      <label for={id}>{field.label}</label>
      {stored !== undefined && (
        <p class="stored">
          {stored.set ? settings.secretSet(stored.hint ?? '…') : settings.secretNotSet}
        </p>
      )}
      <div class="entry-row">
        <input
          id={id}
          type="password"
          autocomplete="off"
          spellcheck={false}
          placeholder={field.placeholder}
          aria-describedby={`${id}hint`}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <button
          type="submit"
          class={stored === undefined || text !== '' ? 'button strong' : 'button'}
          aria-disabled={stage.kind === 'asking'}
        >
          {settings.testAndSave}
        </button>
        {stored?.set === true && stage.kind !== 'forgetting' && (
          <button type="button" class="button" onClick={() => setStage({ kind: 'forgetting' })}>
            {settings.forget}
          </button>
        )}
      </div>
      <p id={`${id}hint`} class="hint">
        {field.hint}
      </p>
      {stage.kind === 'forgetting' && (
        <p class="actions">
          <span>{settings.forgetSure}</span>
          <button type="button" class="button" onClick={() => void save(null, settings.forgotten)}>
            {settings.forget}
          </button>
          <button type="button" class="button" onClick={() => setStage({ kind: 'idle' })}>
            {settings.keep}
          </button>
        </p>
      )}
      <p
        class={stage.kind === 'said' ? (stage.good ? 'said good' : 'said bad') : 'said'}
        role="status"
      >
        {stage.kind === 'asking' ? settings.testing : stage.kind === 'said' ? stage.text : ''}
      </p>
      {stage.kind === 'said' && stage.mayInsist === true && (
        <button type="button" class="button" onClick={() => void save(text.trim(), settings.saved)}>
          {settings.saveAnyway}
        </button>
      )}
    </form>
  );
}

function good(text: string): Extract<Stage, { kind: 'said' }> {
  return { kind: 'said', good: true, text };
}

function bad(text: string): Extract<Stage, { kind: 'said' }> {
  return { kind: 'said', good: false, text };
}

/** `untold`: Kimi said nothing about the credential, e.g. in an outage; it may still be right. */
type Verdict = { readonly kind: 'works' | 'refused' | 'untold'; readonly text: string };

function verdictOf(answer: Answer<UsageOutcome>, words: Words): Verdict {
  if (answer.kind !== 'ok') return { kind: 'refused', text: refusalText(answer, words) };
  const outcome = answer.value;
  if (outcome.kind === 'fresh')
    return { kind: 'works', text: outcomeText(outcome.snapshot, words) };
  const { failure } = outcome;
  return {
    kind: failure.kind.startsWith('credential-') ? 'refused' : 'untold',
    text: failureLine(failure, words),
  };
}
