import { loadSettings } from '../../../config/load-settings.ts';
import type { NotifyTarget } from '../../../domain/notify-target.ts';
import type { Secret } from '../../../domain/secret.ts';
import type { SecretView } from '../../../domain/settings-view.ts';
import type { Messages } from '../../../present/messages/en.ts';
import type { CommandContext } from '../../command-context.ts';

/** `kimibar notify list`: the targets in their order; of secrets only the last characters. */
export async function notifyList(
  { host, terminal, messages, configPath }: CommandContext,
  { json }: { readonly json: boolean },
): Promise<number> {
  const { settings } = await loadSettings(host, { path: configPath });
  const { targets } = settings.notifications;
  if (json) terminal.out(JSON.stringify(targets.map(recordOf)));
  else if (targets.length === 0) terminal.out(messages.notify.none);
  else terminal.out(targets.map((target) => targetLine(target, messages)).join('\n'));
  return 0;
}

function recordOf(target: NotifyTarget): unknown {
  const { name, kind, chat, events, quietHours, accountNames } = target;
  return {
    name,
    kind,
    url: viewOf(target.url),
    token: viewOf(target.token),
    secret: viewOf(target.secret),
    chat,
    events,
    quietHours,
    accountNames,
  };
}

function viewOf(secret: Secret | undefined): SecretView | undefined {
  return secret === undefined ? undefined : { set: true, hint: secret.hint() };
}

function targetLine(
  { name, kind, url, token, events, quietHours, accountNames }: NotifyTarget,
  { notify }: Messages,
): string {
  const facts = [
    kind,
    (url ?? token)?.hint(),
    events?.join(', ') ?? notify.defaultEvents,
    quietHours === undefined ? undefined : notify.quiet(quietHours),
    accountNames ? notify.withAccountNames : undefined,
  ];
  return `${name}: ${facts.filter((fact) => fact !== undefined).join(' · ')}`;
}
