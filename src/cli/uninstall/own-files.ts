import { announcedAddress } from '../../app/running-daemon.ts';
import { forgettingKeys } from '../../app/keyring.ts';
import { configFilePath, dataFolder } from '../../config/config-paths.ts';
import { findVersionAt } from '../../daemon/find-version-at.ts';
import { keyringIdsIn } from '../../domain/keyring-key.ts';
import { readEnvValue } from '../../host/env-value.ts';
import { tryFacts, tryList, tryReadText } from '../../host/files/try-read.ts';
import { pathsOf, unpackedHome } from '../../host/user-folders.ts';
import type { CommandContext } from '../command-context.ts';
import type { Item } from './item.ts';

/** KimiBar's own files: data, settings with their keys, and what the executable unpacked. */
export function ownFiles(context: CommandContext): readonly Item[] {
  return [...data(context), ...config(context), ...unpacked(context)];
}

/**
 * A folder that the user chose with `KIMIBAR_DATA_DIR` may hold other files; undefined if KimiBar
 * chose it.
 */
export function chosenDataFolder({ host }: CommandContext): string | undefined {
  const isChosen = readEnvValue(host.env, 'KIMIBAR_DATA_DIR') !== undefined;
  const folder = dataFolder(host.env, host.platform);
  return isChosen && tryFacts(host.files, folder) !== undefined ? folder : undefined;
}

/** The address of a KimiBar that still runs: it would write its files again. */
export async function runningAddress({
  host,
  signal,
}: CommandContext): Promise<string | undefined> {
  const address = announcedAddress(host);
  if (address === undefined) return undefined;
  return (await findVersionAt(host, address, signal)) === undefined ? undefined : address.href;
}

function data(context: CommandContext): readonly Item[] {
  const { host } = context;
  const path = dataFolder(host.env, host.platform);
  if (chosenDataFolder(context) !== undefined || tryFacts(host.files, path) === undefined)
    return [];
  return [{ kind: 'data', path, remove: () => removeAll(context, path, [path]) }];
}

/** The folder of settings may hold scripts of the user's hooks: it stays unless it is empty. */
function config(context: CommandContext): readonly Item[] {
  const { host, configPath, messages, signal, terminal } = context;
  const path = configFilePath(host.env, host.platform, configPath);
  if (tryFacts(host.files, path) === undefined) return [];
  const ask = { mayPrompt: terminal.interactive, signal };
  const hasKeys = keyringIdsIn(tryReadText(host.files, path) ?? '').length > 0;
  const remove = async (): Promise<number> => {
    const isForgotten = await forgettingKeys(host, { path, ask }, () => host.files.remove(path));
    await removeAll(context, path, emptyFolders(context, pathsOf(host.platform).dirname(path)));
    if (!isForgotten) terminal.err(messages.config.keyStillInKeyring);
    return isForgotten ? 0 : 1;
  };
  return [{ kind: hasKeys ? 'configAndKeys' : 'config', path, remove }];
}

function unpacked(context: CommandContext): readonly Item[] {
  const { host } = context;
  const path = unpackedHome(host);
  const folders = tryList(host.files, path)
    .filter((name) => /^(program|unpacking)-/.test(name))
    .map((name) => pathsOf(host.platform).join(path, name));
  if (folders.length === 0) return [];
  const remove = async (): Promise<number> => {
    for (const folder of folders) await host.files.remove(folder);
    return removeAll(context, path, emptyFolders(context, path));
  };
  return [{ kind: 'unpacked', path, remove }];
}

/** KimiBar's own folder if nothing is in it. */
function emptyFolders({ host }: CommandContext, folder: string): readonly string[] {
  const isOwn = /[\\/]kimibar([\\/]cache)?$/.test(folder);
  return isOwn && tryList(host.files, folder).length === 0 ? [folder] : [];
}

async function removeAll(
  { host, terminal, messages }: CommandContext,
  shown: string,
  paths: readonly string[],
): Promise<number> {
  for (const path of paths) await host.files.remove(path);
  terminal.out(messages.uninstall.removed(shown));
  return 0;
}
