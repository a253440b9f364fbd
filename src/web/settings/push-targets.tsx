import { useState } from 'preact/hooks';
import type { NotifyTargetView } from '../../domain/settings-view.ts';
import { pushResultText } from '../../present/push-result-text.ts';
import { testNotify } from '../live/daemon-api.ts';
import { refusalText } from '../page-failure.ts';
import { useQuestionFocus } from '../use-question-focus.ts';
import { useWords } from '../words.ts';
import { AddPushTarget } from './add-push-target.tsx';
import { SettingGroup, type GroupFacts } from './setting-group.tsx';
import { SaveStatus } from './setting-row.tsx';
import type { SettingsStore } from './use-settings.ts';

/** Where events are pushed to: each target with its test, and a form to add one. */
export function PushTargets({ store, ...facts }: GroupFacts & { readonly store: SettingsStore }) {
  const words = useWords().page.settings.pushTargets;
  return (
    <SettingGroup
      id="push-targets"
      heading={words.heading}
      entries={facts.view.notifyTargets.length}
    >
      <p class="hint">{words.hint}</p>
      {facts.view.notifyTargets.map((target) => (
        <PushTarget key={target.name} target={target} {...facts} />
      ))}
      <AddPushTarget store={store} />
    </SettingGroup>
  );
}

type TargetFacts = GroupFacts & { readonly target: NotifyTargetView };

/** One target: what it is, a test message with its result, and its removal after a question. */
function PushTarget({ target, control }: TargetFacts) {
  const { pushTargets } = useWords().page.settings;
  const { name, kind, url, token, chat } = target;
  const sample = useTestMessage(name);
  const { note, onChange } = control(`push target ${name}`, false, () => ({
    notifyTarget: { action: 'remove', name },
  }));
  const hints = [pushTargets.kinds[kind], url.hint ?? token.hint, chat];
  return (
    <div class="row push-target">
      <div class="about">
        <span class="name">{name}</span>
        <p class="hint">{hints.filter((hint) => hint !== undefined).join(' · ')}</p>
      </div>
      <div class="control">
        <TargetButtons name={name} onTest={sample.send} onRemove={() => onChange(true)} />
        <SampleStatus {...sample} />
        <SaveStatus note={note} />
      </div>
    </div>
  );
}

type ButtonFacts = {
  readonly name: string;
  readonly onTest: () => void;
  readonly onRemove: () => void;
};

function TargetButtons({ name, onTest, onRemove }: ButtonFacts) {
  const { pushTargets, keep } = useWords().page.settings;
  const [isAsking, setAsking] = useState(false);
  const box = useQuestionFocus<HTMLDivElement>(isAsking, 'button:last-child');
  return (
    <div ref={box}>
      {isAsking ? (
        <p class="actions question">
          <span>{pushTargets.removeSure(name)}</span>
          <button type="button" class="button" onClick={onRemove}>
            {pushTargets.remove}
          </button>
          <button type="button" class="button" onClick={() => setAsking(false)}>
            {keep}
          </button>
        </p>
      ) : (
        <p class="actions">
          <button type="button" class="button" onClick={onTest}>
            {pushTargets.test}
          </button>
          <button type="button" class="button" onClick={() => setAsking(true)}>
            {pushTargets.remove}
          </button>
        </p>
      )}
    </div>
  );
}

type SampleStage = { readonly good: boolean; readonly text: string };

/** Sends one test message at a time. */
function useTestMessage(name: string) {
  const words = useWords();
  const [isSending, setSending] = useState(false);
  const [stage, setStage] = useState<SampleStage>();
  const send = async (): Promise<void> => {
    if (isSending) return;
    setSending(true);
    setStage({ good: true, text: words.page.settings.pushTargets.sending });
    const response = await testNotify(name);
    setSending(false);
    if (response.kind !== 'ok')
      return setStage({ good: false, text: refusalText(response, words) });
    const good = response.value.kind === 'sent';
    setStage({ good, text: pushResultText(response.value, words.messages) });
  };
  return { stage, send: () => void send() };
}

function SampleStatus({ stage }: { readonly stage: SampleStage | undefined }) {
  return (
    <p class={stage?.good === false ? 'said bad' : 'said'} role="status">
      {stage?.text}
    </p>
  );
}
