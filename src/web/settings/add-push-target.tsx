import { useId, useState } from 'preact/hooks';
import { notifyKinds, notifyNeeds, type NotifyKind } from '../../domain/notify-target.ts';
import type { NotifyTargetAddition } from '../../domain/settings-view.ts';
import { refusalText } from '../page-failure.ts';
import { useWords } from '../words.ts';
import { SaveStatus, type SaveNote } from './setting-row.tsx';
import type { SettingsStore } from './use-settings.ts';

type Part = 'url' | 'token' | 'chat' | 'secret';
type Typed = Readonly<Partial<Record<Part | 'name', string>>>;

/** What a target of this kind has besides what it needs. */
const extras: Readonly<Partial<Record<NotifyKind, Part>>> = {
  ntfy: 'token',
  webhook: 'token',
  feishu: 'secret',
  dingtalk: 'secret',
};

/** Shapes of addresses, as the services give them. */
const addresses: Readonly<Partial<Record<NotifyKind, string>>> = {
  ntfy: 'https://ntfy.sh/my-secret-topic',
  feishu: 'https://open.feishu.cn/open-apis/bot/v2/hook/…',
  dingtalk: 'https://oapi.dingtalk.com/robot/send?access_token=…',
  wecom: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=…',
  bark: 'https://api.day.app/…/',
  slack: 'https://hooks.slack.com/services/…',
};

/** A form for a new target, closed until the user opens it. */
export function AddPushTarget({ store }: { readonly store: SettingsStore }) {
  const words = useWords().page.settings.pushTargets;
  const [kind, setKind] = useState<NotifyKind>('ntfy');
  const form = useAddition(store, kind);
  const extra = extras[kind];
  const parts: readonly Part[] = [...notifyNeeds[kind], ...(extra === undefined ? [] : [extra])];
  return (
    <details class="row stacked account">
      <summary>
        <span class="name">{words.add}</span>
      </summary>
      <form class="row secret push-form" onSubmit={form.submit}>
        <KindField kind={kind} onChange={setKind} />
        <PartField part="name" kind={kind} form={form} />
        {parts.map((part) => (
          <PartField key={part} part={part} kind={kind} form={form} />
        ))}
        <p class="actions">
          <button type="submit" class="button strong">
            {words.addIt}
          </button>
        </p>
        <SaveStatus note={form.note} />
      </form>
    </details>
  );
}

type AdditionForm = {
  readonly typed: Typed;
  readonly note: SaveNote | undefined;
  readonly type: (part: Part | 'name', text: string) => void;
  readonly submit: (event: Event) => void;
};

function useAddition(store: SettingsStore, kind: NotifyKind): AdditionForm {
  const words = useWords();
  const { settings } = words.page;
  const [typed, setTyped] = useState<Typed>({});
  const [note, setNote] = useState<SaveNote>();
  const add = async (): Promise<void> => {
    setNote({ kind: 'saving' });
    const response = await store.change({ notifyTarget: additionOf(kind, typed) });
    if (response.kind !== 'ok')
      return setNote({ kind: 'wrong', text: settings.doesNotWork(refusalText(response, words)) });
    setTyped({});
    setNote({ kind: 'saved' });
  };
  return {
    typed,
    note,
    type: (part, text) => setTyped((before) => ({ ...before, [part]: text })),
    submit(event) {
      event.preventDefault();
      void add();
    },
  };
}

/** Only what this kind has: the user may have typed for another one before. */
function additionOf(kind: NotifyKind, typed: Typed): NotifyTargetAddition {
  const part = (name: Part): string | undefined =>
    notifyNeeds[kind].some((need) => need === name) || extras[kind] === name
      ? typed[name]?.trim() || undefined
      : undefined;
  return {
    action: 'add',
    name: typed.name?.trim() || kind,
    kind,
    url: part('url'),
    token: part('token'),
    chat: part('chat'),
    secret: part('secret'),
  };
}

function KindField({
  kind,
  onChange,
}: {
  readonly kind: NotifyKind;
  readonly onChange: (kind: NotifyKind) => void;
}) {
  const words = useWords().page.settings.pushTargets;
  const id = useId();
  return (
    <div class="entry">
      <label for={id}>{words.kind}</label>
      <select
        id={id}
        value={kind}
        onChange={({ currentTarget }) => {
          const chosen = notifyKinds.find((each) => each === currentTarget.value);
          if (chosen !== undefined) onChange(chosen);
        }}
      >
        {notifyKinds.map((each) => (
          <option key={each} value={each}>
            {words.kinds[each]}
          </option>
        ))}
      </select>
    </div>
  );
}

type PartFacts = {
  readonly part: Part | 'name';
  readonly kind: NotifyKind;
  readonly form: AdditionForm;
};

/** The address is shown while it is typed: it is long, and pasted wrong easily. */
function PartField({ part, kind, form }: PartFacts) {
  const words = useWords().page.settings.pushTargets;
  const id = useId();
  const isSecret = part === 'token' || part === 'secret';
  const placeholders = {
    name: kind,
    url: addresses[kind] ?? 'https://…',
    token: kind === 'telegram' ? '' : words.optional,
    chat: '-100…',
    secret: words.optional,
  };
  const input = {
    id,
    autocomplete: 'off',
    spellcheck: false,
    placeholder: placeholders[part],
    value: form.typed[part] ?? '',
    onInput: (event: { readonly currentTarget: HTMLInputElement }) =>
      form.type(part, event.currentTarget.value),
  };
  return (
    <div class="entry">
      <label for={id}>
        {part === 'token' && kind === 'telegram' ? words.botToken : words[part]}
      </label>
      {isSecret ? <input type="password" {...input} /> : <input type="text" {...input} />}
    </div>
  );
}
