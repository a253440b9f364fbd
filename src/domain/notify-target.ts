import type { UsageEventKind } from './events/usage-event.ts';
import type { QuietHours } from './quiet-hours.ts';
import type { Secret } from './secret.ts';

/** The services that a notification can be sent to, by the words of settings and commands. */
export const notifyKinds = [
  'ntfy',
  'telegram',
  'feishu',
  'dingtalk',
  'wecom',
  'bark',
  'slack',
  'webhook',
] as const;

export type NotifyKind = (typeof notifyKinds)[number];

/** The receiver of pushed events. */
export type NotifyTarget = {
  /** Unique; letters, digits, `-`, `_`. Names a file of the data folder. */
  readonly name: string;
  readonly kind: NotifyKind;
  /** The topic, the bot's webhook or the device; of `telegram` only if it is not Telegram's own. */
  readonly url?: Secret | undefined;
  /** The bot's token of `telegram`; the access token of `ntfy` and `webhook`. */
  readonly token?: Secret | undefined;
  /** The chat of `telegram`. */
  readonly chat?: string | undefined;
  /** The signing secret of `feishu` and `dingtalk`. */
  readonly secret?: Secret | undefined;
  /** Default: the events that are notified on the desktop. */
  readonly events?: readonly UsageEventKind[] | undefined;
  /** Default: the quiet hours of the desktop. */
  readonly quietHours?: QuietHours | undefined;
  /** Whether messages name accounts. */
  readonly accountNames: boolean;
};

const nameShape = /^[a-z0-9][a-z0-9_-]{0,31}$/;

/** Whether a text can name a target. */
export function isNotifyName(text: string): boolean {
  return nameShape.test(text);
}

/** What a target of this kind needs: the secret parts that `notify add` asks for. */
export const notifyNeeds: Readonly<Record<NotifyKind, readonly ('url' | 'token' | 'chat')[]>> = {
  ntfy: ['url'],
  telegram: ['token', 'chat'],
  feishu: ['url'],
  dingtalk: ['url'],
  wecom: ['url'],
  bark: ['url'],
  slack: ['url'],
  webhook: ['url'],
};
