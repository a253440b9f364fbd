import { accountChanges } from '../../../config/account-changes.ts';
import { accountPatchChanges } from '../../../config/account-patch.ts';
import { loadSettings } from '../../../config/load-settings.ts';
import { keepUsageOfRenamed, renameAccount } from '../../../app/rename-account.ts';
import { closestWord } from '../../../domain/closest-word.ts';
import { mainAccountName } from '../../../domain/main-account.ts';
import type { Region } from '../../../domain/setting-choices.ts';
import type { Messages } from '../../../present/messages/en.ts';
import type { CommandContext } from '../../command-context.ts';
import { refusal } from '../../refusal.ts';
import { changeConfigFile, pathInUse } from '../config/config-file.ts';
import { accountNameIn } from '../config/config-options.ts';
import { takeApiKey } from '../config/set-api-key.ts';

export type AddOptions = {
  readonly name: string;
  readonly apiKey?: string | undefined;
  readonly stdin: boolean;
  readonly region?: Region | undefined;
};

/** `accounts add NAME`: a named account with its own API key. Turns Kimi on. */
export async function accountsAdd(context: CommandContext, options: AddOptions): Promise<number> {
  const name = accountNameIn(context, options.name);
  requireFree(context, { name, known: await knownAccounts(context) }, 'exists');
  const { apiKey: given, stdin, region } = options;
  const question = context.messages.accounts.askApiKey(name);
  const apiKey = await takeApiKey(context, { apiKey: given, stdin }, { account: name, question });
  await changeConfigFile(context, (config) =>
    accountChanges(config, { name, values: { apiKey, region }, providerValues: { enabled: true } }),
  );
  context.terminal.out(context.messages.accounts.added(name));
  return 0;
}

/** `accounts remove NAME`: with its key and session. Its history stays. */
export async function accountsRemove(
  context: CommandContext,
  { name: typed }: { readonly name: string },
): Promise<number> {
  const name = await knownName(context, typed);
  if (name === undefined) throw refusal(context, (words) => words.accounts.mainStays);
  await changeConfigFile(context, (config) =>
    accountPatchChanges(config, { name, action: 'remove' }),
  );
  context.terminal.out(context.messages.accounts.removed(name));
  return 0;
}

/** `accounts rename OLD NEW`: its key, number and history stay. */
export async function accountsRename(
  context: CommandContext,
  { name: typed, newName: typedNew }: { readonly name: string; readonly newName: string },
): Promise<number> {
  const name = await knownName(context, typed);
  if (name === undefined) throw refusal(context, (words) => words.accounts.mainStays);
  const newName = accountNameIn(context, typedNew);
  if (newName !== name) {
    requireFree(context, { name: newName, known: await knownAccounts(context) }, 'nameTaken');
    const { settings } = await loadSettings(context.host, { path: pathInUse(context) });
    await keepUsageOfRenamed(context.host, settings, { name, newName });
    await changeConfigFile(context, (config) => accountPatchChanges(config, { name, newName }));
    await renameAccount(context.host, { name, newName }, context.configPath);
  }
  context.terminal.out(context.messages.accounts.renamed({ name, newName }));
  return 0;
}

/** `accounts default NAME`: what commands show unless they name an account. */
export async function accountsDefault(
  context: CommandContext,
  { name: typed }: { readonly name: string },
): Promise<number> {
  const name = await knownName(context, typed);
  await changeConfigFile(context, (config) =>
    accountPatchChanges(config, { name: name ?? mainAccountName, action: 'make-default' }),
  );
  const { isDefault, isMainDefault } = context.messages.accounts;
  context.terminal.out(name === undefined ? isMainDefault : isDefault(name));
  return 0;
}

async function knownAccounts(context: CommandContext): Promise<readonly string[]> {
  const { settings } = await loadSettings(context.host, { path: pathInUse(context) });
  return settings.provider.accounts.map(({ name }) => name);
}

/** The account with this name; undefined is the main one. Throws `invalid-arguments`. */
async function knownName(context: CommandContext, typed: string): Promise<string | undefined> {
  const known = await knownAccounts(context);
  const name = known.find((one) => one === typed.trim());
  if (name !== undefined) return name;
  if (typed.trim() === mainAccountName) return undefined;
  const similar = closestWord(typed, known);
  throw refusal(context, (words) =>
    words.arguments.unknownAccount({ name: typed, similar, known }),
  );
}

function requireFree(
  context: CommandContext,
  { name, known }: { readonly name: string; readonly known: readonly string[] },
  taken: 'exists' | 'nameTaken',
): void {
  const sentence = (words: Messages): string => words.accounts[taken](name);
  if (known.includes(name)) throw refusal(context, sentence);
  if (name === mainAccountName)
    throw refusal(context, (words) => words.accounts.nameReserved(name));
}
