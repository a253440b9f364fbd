import { usageEventKinds } from '../domain/events/usage-event.ts';
import {
  isNotifyName,
  notifyKinds,
  notifyNeeds,
  type NotifyTarget,
} from '../domain/notify-target.ts';
import type { NotifyTargetView } from '../domain/settings-view.ts';
import { readSafeUrl } from '../domain/safe-url.ts';
import {
  boolean,
  listOf,
  objectOf,
  oneOf,
  optional,
  string,
  where,
  type Checked,
} from './check.ts';
import { readSecret, viewSecret } from './setting.ts';
import { quietHours } from './setting-values.ts';

const maxTargets = 16;

const targetEntries = {
  name: where(string, 'lower-case letters, digits, - and _', isNotifyName),
  kind: oneOf(notifyKinds),
  secretUrl: optional(
    where(string, 'an https:// address', (text) => readSafeUrl(text.trim()) !== undefined),
  ),
  token: optional(string),
  chat: optional(
    where(string, 'a chat id or @channel', (text) => /^(@\w{1,64}|-?\d{1,32})$/.test(text)),
  ),
  secret: optional(string),
  events: optional(listOf(oneOf(usageEventKinds))),
  quietHours: optional(quietHours.check),
  accountNames: optional(boolean),
};

/** Named so that a copy of the file for a bug report masks the address, which is a secret itself. */
export const targetKeys = { url: 'secretUrl', token: 'token', chat: 'chat' } as const;

const target = where(objectOf(targetEntries), 'secretUrl, or token and chat for telegram', (one) =>
  notifyNeeds[one.kind].every((part) => Boolean(one[targetKeys[part]])),
);

const targetList = where(
  listOf(target, maxTargets, `at most ${maxTargets} targets`),
  'a different name for each target',
  (list) => new Set(list.map(({ name }) => name)).size === list.length,
);

/** The services of `notifications.targets`, in their order. */
export const notifyTargets = {
  check: targetList,
  read: (list: Checked<typeof targetList>): readonly NotifyTarget[] => list.map(readTarget),
  parse: () => undefined,
  examples: [],
  innerKeys: Object.keys(targetEntries),
};

/** The targets as the page gets them: of secrets only the last characters. */
export function viewNotifyTargets(list: readonly NotifyTarget[]): readonly NotifyTargetView[] {
  return list.map(({ name, kind, chat, url, token, secret }) => ({
    name,
    kind,
    chat,
    url: viewSecret(url),
    token: viewSecret(token),
    secret: viewSecret(secret),
  }));
}

function readTarget(one: Checked<typeof target>): NotifyTarget {
  return {
    name: one.name,
    kind: one.kind,
    url: readSecret(one.secretUrl),
    token: readSecret(one.token),
    chat: one.chat ?? undefined,
    secret: readSecret(one.secret),
    events: one.events ?? undefined,
    quietHours: one.quietHours ?? undefined,
    accountNames: one.accountNames ?? false,
  };
}
