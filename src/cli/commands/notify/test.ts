import { loadSettings } from '../../../config/load-settings.ts';
import { sendTestMessage } from '../../../daemon/notify/test-message.ts';
import type { PushResult } from '../../../daemon/notify/push-sender.ts';
import type { Messages } from '../../../present/messages/en.ts';
import type { CommandContext } from '../../command-context.ts';
import { unknownTarget } from './remove.ts';

/**
 * `kimibar notify test [NAME…]`: sends a sample message to these targets, or to all. Exit code 1
 * if one did not take it.
 */
export async function notifyTest(
  context: CommandContext,
  { names, json }: { readonly names: readonly string[]; readonly json: boolean },
): Promise<number> {
  const { host, terminal, messages, configPath, signal } = context;
  const { settings } = await loadSettings(host, { path: configPath });
  const { targets } = settings.notifications;
  const known = targets.map(({ name }) => name);
  for (const name of names) if (!known.includes(name)) throw unknownTarget(context, name, known);
  const chosen = targets.filter(({ name }) => names.length === 0 || names.includes(name));
  const results = await Promise.all(
    chosen.map(async ({ name, ...target }) => ({
      name,
      result: await sendTestMessage(host, { target: { name, ...target }, messages, signal }),
    })),
  );
  signal.throwIfAborted();
  if (json) terminal.out(JSON.stringify(results.map(({ name, result }) => ({ name, ...result }))));
  else if (results.length === 0) terminal.err(messages.notify.none);
  else
    terminal.out(
      results.map(({ name, result }) => `${name}: ${resultText(result, messages)}`).join('\n'),
    );
  return results.length > 0 && results.every(({ result }) => result?.kind === 'sent') ? 0 : 1;
}

function resultText(result: PushResult | undefined, { notify }: Messages): string {
  switch (result?.kind) {
    case 'sent':
      return notify.sent;
    case 'rejected':
      return notify.rejected(result.code, hintFor(result.code, notify));
    case 'busy':
      return notify.busy(result.code);
    case 'unreachable':
      return notify.unreachable;
    case 'incomplete':
      return notify.incomplete;
    default:
      return notify.unsure;
  }
}

/** What the codes mean that a mistake in the settings causes, by the services' own lists. */
function hintFor(code: string, { hints }: Messages['notify']): string | undefined {
  if (['310000', '19021', '19024'].includes(code)) return hints.signature;
  if (['HTTP 401', 'HTTP 403', '93000'].includes(code)) return hints.credential;
  return ['HTTP 404', 'HTTP 410', '300001', '19001'].includes(code) ? hints.address : undefined;
}
