import { useState } from 'preact/hooks';
import type { Region } from '../domain/setting-choices.ts';
import type { SettingsPatch } from '../domain/settings-view.ts';
import type { UsageOutcome } from '../domain/usage-snapshot.ts';
import { changeSettings, tryCredential, type Answer } from './live/daemon-api.ts';
import { failureLine, refusalText } from './page-failure.ts';
import { outcomeText } from './outcome-text.ts';
import { useWords, type Words } from './words.ts';

export type SecretName = 'apiKey' | 'cookieHeader';

/** What the form is doing, or the result of the last attempt. */
export type SecretStage =
  | { readonly kind: 'idle' | 'testing' | 'confirming-removal' }
  | {
      readonly kind: 'done';
      readonly good: boolean;
      readonly text: string;
      /** The test failed without a verdict on the credential, so that it may be saved untested. */
      readonly canSaveAnyway?: boolean | undefined;
    };

/** The state of one secret's form. */
export type SecretForm = {
  readonly text: string;
  readonly setText: (text: string) => void;
  readonly stage: SecretStage;
  readonly setStage: (stage: SecretStage) => void;
  /** Tests the text with one request to Kimi, and saves it if that worked. */
  readonly testAndSave: () => Promise<void>;
  readonly saveAnyway: () => Promise<void>;
  readonly remove: () => Promise<void>;
};

/** Where a secret goes if it is not the main account's. */
export type SecretTarget = {
  /** The change that saves the secret; `null` removes it. */
  readonly patchOf: (value: string | null) => SettingsPatch;
  /** The service that it belongs to. */
  readonly region?: Region | undefined;
  /** Why it cannot be saved yet. */
  readonly refusal?: string | undefined;
};

type SecretFormFacts = {
  /** Called after the secret was saved or removed. */
  readonly onSaved: (() => void) | undefined;
  readonly target: SecretTarget | undefined;
};

export function useSecret(name: SecretName, { onSaved, target }: SecretFormFacts): SecretForm {
  const words = useWords();
  const { settings } = words.page;
  const [text, setText] = useState('');
  const [stage, setStage] = useState<SecretStage>({ kind: 'idle' });

  const save = async (value: string | null, success: string): Promise<void> => {
    const response = await changeSettings(target?.patchOf(value) ?? { [name]: value });
    if (response.kind !== 'ok')
      return setStage(done(false, settings.doesNotWork(refusalText(response, words))));
    setText('');
    onSaved?.();
    setStage(done(true, success));
  };
  const testAndSave = async (): Promise<void> => {
    if (stage.kind === 'testing') return;
    const value = text.trim();
    const refusal = target?.refusal ?? (value === '' ? settings.emptySecret : undefined);
    if (refusal !== undefined) return setStage(done(false, refusal));
    setStage({ kind: 'testing' });
    const response = await tryCredential(
      name === 'apiKey'
        ? { apiKey: value, region: target?.region }
        : { cookieHeader: value, region: target?.region },
    );
    const verdict = verdictOf(response, words);
    if (verdict.kind === 'works') return save(value, settings.worksAndSaved(verdict.text));
    const canSaveAnyway = verdict.kind === 'unknown';
    setStage({ ...done(false, settings.doesNotWork(verdict.text)), canSaveAnyway });
  };
  return {
    text,
    setText,
    stage,
    setStage,
    testAndSave,
    saveAnyway: () => save(text.trim(), settings.saved),
    remove: () => save(null, settings.forgotten),
  };
}

function done(good: boolean, text: string): Extract<SecretStage, { kind: 'done' }> {
  return { kind: 'done', good, text };
}

/** `unknown`: Kimi did not judge the credential, e.g. in an outage; it may still be valid. */
type Verdict = { readonly kind: 'works' | 'rejected' | 'unknown'; readonly text: string };

function verdictOf(response: Answer<UsageOutcome>, words: Words): Verdict {
  if (response.kind !== 'ok') return { kind: 'rejected', text: refusalText(response, words) };
  const outcome = response.value;
  if (outcome.kind === 'fresh')
    return { kind: 'works', text: outcomeText(outcome.snapshot, words) };
  const { failure } = outcome;
  return {
    kind: failure.kind.startsWith('credential-') ? 'rejected' : 'unknown',
    text: failureLine(failure, words),
  };
}
