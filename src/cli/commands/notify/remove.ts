import { removeNotifyChange } from '../../../config/notify-changes.ts';
import { closestWord } from '../../../domain/closest-word.ts';
import { loadSettings } from '../../../config/load-settings.ts';
import type { Failure } from '../../../domain/failure.ts';
import { cleanText } from '../../../present/words/clean-text.ts';
import type { CommandContext } from '../../command-context.ts';
import { refusal } from '../../refusal.ts';
import { changeConfigFile } from '../config/config-file.ts';

/** `kimibar notify remove NAME`. Throws `invalid-arguments` if there is no such target. */
export async function notifyRemove(context: CommandContext, name: string): Promise<number> {
  const { host, terminal, messages, configPath } = context;
  const { settings } = await loadSettings(host, { path: configPath });
  const names = settings.notifications.targets.map((target) => target.name);
  await changeConfigFile(context, (config) => {
    const change = removeNotifyChange(config, name);
    if (change === undefined) throw unknownTarget(context, name, names);
    return change;
  });
  terminal.out(messages.notify.removed(name));
  return 0;
}

/** The failure for a name that no target has. */
export function unknownTarget(
  context: Pick<CommandContext, 'messages'>,
  name: string,
  names: readonly string[],
): Failure {
  return refusal(context, ({ notify }) =>
    notify.unknownTarget({ name: cleanText(name), names, similar: closestWord(name, names) }),
  );
}
