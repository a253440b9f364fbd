import { loadSettings } from '../../config/load-settings.ts';
import { Failure } from '../../domain/failure.ts';
import type { CommandContext } from '../command-context.ts';

/**
 * The name of the account with a number of CodexBar's: from 1, in the order of the config file. The
 * main account, undefined, counts only if none has a name. Throws `invalid-arguments`.
 */
export async function accountAt(
  { host, configPath }: Pick<CommandContext, 'host' | 'configPath'>,
  index: number,
): Promise<string | undefined> {
  const { settings } = await loadSettings(host, { path: configPath });
  const names = settings.provider.accounts.map(({ name }) => name);
  if (names.length === 0 && index === 1) return undefined;
  const name = names[index - 1];
  if (name !== undefined) return name;
  throw new Failure('invalid-arguments', 'unknown account', {
    detail: { code: 'unknown-account', subject: String(index) },
  });
}
