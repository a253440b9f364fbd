import { withoutAbsent } from '../../../config/json-path.ts';
import {
  addNotifyChange,
  notifyProblem,
  type NotifyEntry,
} from '../../../config/notify-changes.ts';
import { eventKinds, quietHours } from '../../../config/setting-values.ts';
import { isNotifyName, notifyNeeds, type NotifyKind } from '../../../domain/notify-target.ts';
import { isTimeOfDay } from '../../../domain/quiet-hours.ts';
import type { CommandContext } from '../../command-context.ts';
import { refusal } from '../../refusal.ts';
import { changeConfigFile } from '../config/config-file.ts';

export type NotifyAddOptions = {
  readonly kind: NotifyKind;
  readonly name?: string | undefined;
  readonly url?: string | undefined;
  readonly token?: string | undefined;
  readonly chat?: string | undefined;
  readonly secret?: string | undefined;
  /** The address, or Telegram's token, is the first line of stdin; a secret or token the second. */
  readonly stdin: boolean;
  readonly events?: string | undefined;
  readonly quietHours?: string | undefined;
  readonly accountNames: boolean;
};

/** `kimibar notify add KIND`: stores a target. Throws `invalid-arguments`; nothing is stored then. */
export async function notifyAdd(
  context: CommandContext,
  options: NotifyAddOptions,
): Promise<number> {
  const { terminal, messages } = context;
  const entry = await entryOf(context, options);
  const problem = notifyProblem(entry);
  if (problem !== undefined)
    throw refusal(context, ({ notify }) =>
      notify.invalid(flags[problem.key] ?? problem.key, problem.expected),
    );
  await changeConfigFile(context, (config) => {
    const change = addNotifyChange(config, entry);
    if (change === undefined) throw refusal(context, ({ notify }) => notify.nameTaken(entry.name));
    return change;
  });
  terminal.out(messages.notify.added(entry.name));
  return 0;
}

/** How the keys of the file are typed. */
const flags: Readonly<Record<string, string>> = {
  secretUrl: '--url',
  token: '--token',
  chat: '--chat',
};

async function entryOf(context: CommandContext, options: NotifyAddOptions): Promise<NotifyEntry> {
  const { kind, name = kind } = options;
  if (!isNotifyName(name)) throw refusal(context, ({ notify }) => notify.unusualName);
  const { url, token, secret } = await secretsOf(context, options);
  const all = {
    name,
    kind,
    secretUrl: url,
    token,
    chat: options.chat,
    secret,
    events: eventsIn(context, options.events),
    quietHours: quietHoursIn(context, options.quietHours),
    accountNames: options.accountNames || undefined,
  };
  return Object.assign({ name }, withoutAbsent(all));
}

type Secrets = Pick<NotifyAddOptions, 'url' | 'token' | 'secret'>;

/** From the flags, stdin or, on a terminal, a question without echo. */
async function secretsOf(context: CommandContext, options: NotifyAddOptions): Promise<Secrets> {
  const { kind, url, token, secret } = options;
  const main = notifyNeeds[kind].includes('token') ? 'token' : 'url';
  const second = kind === 'ntfy' || kind === 'webhook' ? 'token' : 'secret';
  const given: Secrets = { url, token, secret };
  if (options.stdin) {
    const [first, next] = (await context.terminal.readStdin()).split(/\r?\n/);
    return { ...given, [second]: given[second] ?? trimmed(next), [main]: trimmed(first) };
  }
  if (given[main] !== undefined) return given;
  if (!context.terminal.interactive)
    throw refusal(context, ({ notify }) => notify.addressMissing(kind, main));
  const typed = await context.terminal.askHidden(context.messages.notify.ask[main]);
  return { ...given, [main]: trimmed(typed) };
}

function trimmed(text: string | undefined): string | undefined {
  return text?.trim() || undefined;
}

function eventsIn(context: CommandContext, text: string | undefined) {
  if (text === undefined) return undefined;
  const kinds = eventKinds.parse(text);
  if (kinds === undefined)
    throw refusal(context, ({ notify }) => notify.unknownEvents(eventKinds.examples));
  return kinds;
}

function quietHoursIn(context: CommandContext, text: string | undefined) {
  if (text === undefined) return undefined;
  const hours = quietHours.parse(text);
  if (hours === undefined || !isTimeOfDay(hours.from ?? '') || !isTimeOfDay(hours.to ?? ''))
    throw refusal(context, ({ notify }) => notify.unusualQuietHours);
  return hours;
}
