import { join } from 'node:path';
import type { AccountSettings } from '../config/account-settings.ts';
import { dataFolder } from '../config/config-paths.ts';
import type { Settings } from '../config/settings.ts';
import { cacheSlot } from '../credentials/cache-slot.ts';
import type { Host } from '../host/host.ts';
import { openCacheFile } from '../store/cache-file.ts';
import { readInstalledLines, writeInstalledLineOf } from '../store/line-file.ts';
import { openHistory } from './history.ts';
import { updateStatusLines } from './status-line/refresh-status-line.ts';

type AccountNames = { readonly name: string; readonly newName: string };

/**
 * Renames what is stored under an account's name, after the settings were changed: its history
 * and the status lines that name it. Throws the system's error.
 */
export async function renameAccount(
  host: Host,
  { name, newName }: AccountNames,
  configPath: string | undefined,
): Promise<void> {
  const history = openHistory(host, { mayCreate: false });
  try {
    await history.rename(name, newName);
  } finally {
    history.close();
  }
  const folder = dataFolder(host.env, host.platform);
  const lines = readInstalledLines(host.files, folder).filter(({ account }) => account === name);
  if (lines.length === 0) return;
  for (const line of lines)
    await writeInstalledLineOf(host.files, folder, { ...line, account: newName });
  await updateStatusLines(host, configPath);
}

/**
 * Keeps an account's cached usage under its new name, before the settings are changed: status lines
 * then show it at once. Throws the system's error.
 */
export async function keepUsageOfRenamed(
  host: Host,
  settings: Settings,
  { name, newName }: AccountNames,
): Promise<void> {
  const { accounts, source: choice } = settings.provider;
  const account = accounts.find((one) => one.name === name);
  if (account === undefined) return;
  const fileOf = (of: AccountSettings): ReturnType<typeof openCacheFile> => {
    const slot = cacheSlot({ settings, account: of, choice, env: host.env });
    const folder = join(dataFolder(host.env, host.platform), 'readings');
    return openCacheFile(host, join(folder, `${slot}.json`));
  };
  const usage = fileOf(account).read();
  if (usage !== undefined) await fileOf({ ...account, name: newName }).write(usage);
}
