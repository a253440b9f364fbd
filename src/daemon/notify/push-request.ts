import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { usageEventKinds } from '../../domain/events/usage-event.ts';
import type { NotifyKind, NotifyTarget } from '../../domain/notify-target.ts';
import { Secret } from '../../domain/secret.ts';
import { markupText } from '../../present/words/clean-text.ts';

/** What a target gets: two lines of text, and the event as JSON for `webhook`. */
export type PushMessage = {
  readonly title: string;
  readonly body: string;
  /** Worth a sound: nothing is left, will run out, or the sign-in is lost. */
  readonly urgent: boolean;
  readonly facts: Readonly<Record<string, unknown>>;
};

/** One POST. */
export type PushRequest = {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string | Secret | undefined>>;
  readonly body: string;
};

/** The events that are marked as urgent if a service has such a mark. */
export const urgentEvents: ReadonlySet<string> = new Set<(typeof usageEventKinds)[number]>([
  'quota-exhausted',
  'will-run-out',
  'credential-lost',
]);

const telegram = 'https://api.telegram.org';

/**
 * The request for a message, by each service's own documentation: ntfy.sh (publish as JSON),
 * Telegram Bot API (sendMessage), Feishu, DingTalk and WeCom custom bots, Bark (push), Slack
 * (incoming webhooks). Texts are sent as plain text, so nothing in them mentions or links.
 * Undefined for a target without the address that its kind needs.
 */
export function pushRequest(
  target: NotifyTarget,
  message: PushMessage,
  nowMs: number,
): PushRequest | undefined {
  const address = target.url?.open() ?? (target.kind === 'telegram' ? telegram : undefined);
  if (address === undefined) return undefined;
  const {
    url = new URL(address),
    json,
    token,
  } = forms[target.kind](target, message, {
    url: new URL(address),
    nowMs,
  });
  return {
    url,
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      Authorization: token === undefined ? undefined : new Secret(`Bearer ${token.open()}`),
    },
    body: JSON.stringify(json),
  };
}

type Form = (
  target: NotifyTarget,
  message: PushMessage,
  at: { readonly url: URL; readonly nowMs: number },
) => { readonly url?: URL; readonly json: unknown; readonly token?: Secret | undefined };

const forms: Readonly<Record<NotifyKind, Form>> = {
  ntfy({ token }, { title, body, urgent }, { url }) {
    const [, folder = '', topic = ''] = /^(.*\/)([^/]*)\/?$/.exec(url.pathname) ?? [];
    const root = new URL(url);
    root.pathname = folder;
    const priority = urgent ? 4 : 3;
    return { url: root, token, json: { topic, title, message: body || title, priority } };
  },
  telegram({ token, chat }, message, { url }) {
    url.pathname = `${url.pathname.replace(/\/+$/, '')}/bot${token?.open() ?? ''}/sendMessage`;
    const json = {
      chat_id: chat,
      text: plainText(message),
      link_preview_options: { is_disabled: true },
      disable_notification: !message.urgent,
    };
    return { url, json };
  },
  feishu({ secret }, { title, body }, { nowMs }) {
    // A rich text's plain part: `<at …>` in a `text` message would mention people.
    const content = [[{ tag: 'text', text: body }]];
    const json = { msg_type: 'post', content: { post: { zh_cn: { title, content } } } };
    if (secret === undefined) return { json };
    const timestamp = String(Math.floor(nowMs / 1000));
    const sign = signature(`${timestamp}\n${secret.open()}`, '');
    return { json: { timestamp, sign, ...json } };
  },
  dingtalk({ secret }, message, { url, nowMs }) {
    if (secret !== undefined) {
      const timestamp = String(nowMs);
      url.searchParams.set('timestamp', timestamp);
      url.searchParams.set('sign', signature(secret.open(), `${timestamp}\n${secret.open()}`));
    }
    return { url, json: { msgtype: 'text', text: { content: plainText(message) } } };
  },
  wecom: (_target, message) => ({
    json: { msgtype: 'text', text: { content: plainText(message) } },
  }),
  bark(_target, { title, body, urgent }, { url }) {
    const key = url.pathname.split('/').find((part) => part !== '');
    url.pathname = '/push';
    const level = urgent ? 'timeSensitive' : 'active';
    return { url, json: { device_key: key, title, body: body || title, group: 'KimiBar', level } };
  },
  // Slack reads `&`, `<` and `>` as markup, also in plain text.
  slack: (_target, message) => ({ json: { text: markupText(plainText(message)), mrkdwn: false } }),
  webhook: ({ token }, { facts }) => ({ token, json: facts }),
};

function plainText({ title, body }: PushMessage): string {
  return body === '' ? title : `${title}\n${body}`;
}

/** HMAC-SHA-256 in base64. */
function signature(key: string, text: string): string {
  return Buffer.from(hmac(sha256, utf8ToBytes(key), utf8ToBytes(text))).toString('base64');
}
