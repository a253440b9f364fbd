import { loadSettings } from '../../../config/load-settings.ts';
import { sendTestMessage } from '../../../daemon/notify/test-message.ts';
import { pushResultText } from '../../../present/push-result-text.ts';
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
      results.map(({ name, result }) => `${name}: ${pushResultText(result, messages)}`).join('\n'),
    );
  return results.length > 0 && results.every(({ result }) => result?.kind === 'sent') ? 0 : 1;
}
