import * as v from 'valibot';
import { usageEventKinds } from '../domain/events/usage-event.ts';
import {
  isNotifyName,
  notifyKinds,
  notifyNeeds,
  type NotifyTarget,
} from '../domain/notify-target.ts';
import { readSafeUrl } from '../domain/safe-url.ts';
import { readSecret } from './setting.ts';
import { objectOf, quietHours } from './setting-values.ts';

const maxTargets = 16;

const targetEntries = {
  name: v.pipe(v.string(), v.check(isNotifyName, 'lower-case letters, digits, - and _')),
  kind: v.picklist(notifyKinds),
  secretUrl: v.nullish(
    v.pipe(
      v.string(),
      v.check((text) => readSafeUrl(text.trim()) !== undefined, 'an https:// address'),
    ),
  ),
  token: v.nullish(v.string()),
  chat: v.nullish(v.pipe(v.string(), v.regex(/^(@\w{1,64}|-?\d{1,32})$/, 'a chat id or @channel'))),
  secret: v.nullish(v.string()),
  events: v.nullish(v.array(v.picklist(usageEventKinds))),
  quietHours: v.nullish(quietHours.schema),
  accountNames: v.nullish(v.boolean()),
};

/** Named so that a copy of the file for a bug report masks the address, which is a secret itself. */
const keys = { url: 'secretUrl', token: 'token', chat: 'chat' } as const;

const target = v.pipe(
  objectOf(targetEntries),
  v.check(
    (one) => notifyNeeds[one.kind].every((part) => Boolean(one[keys[part]])),
    'secretUrl, or token and chat for telegram',
  ),
);

const targetList = v.pipe(
  v.array(target),
  v.maxLength(maxTargets, `at most ${maxTargets} targets`),
  v.check(
    (list) => new Set(list.map(({ name }) => name)).size === list.length,
    'a different name for each target',
  ),
);

/** The services of `notifications.targets`, in their order. */
export const notifyTargets = {
  schema: targetList,
  read: (list: v.InferOutput<typeof targetList>): readonly NotifyTarget[] => list.map(readTarget),
  parse: () => undefined,
  examples: [],
  innerKeys: Object.keys(targetEntries),
};

function readTarget(one: v.InferOutput<typeof target>): NotifyTarget {
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
