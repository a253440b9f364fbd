import { join } from 'node:path';
import type { AccountSettings } from '../config/account-settings.ts';
import { dataFolder } from '../config/config-paths.ts';
import { loadSettings } from '../config/load-settings.ts';
import { cacheSlot } from '../credentials/cache-slot.ts';
import type { Host } from '../host/host.ts';
import { openCacheFile } from '../store/cache-file.ts';
import { readInstalledLines, writeInstalledLineOf } from '../store/line-file.ts';
import { openHistory } from './history.ts';
import { updateStatusLines } from './status-line/refresh-status-line.ts';

/**
 * Renames what is stored under an account's name, after the settings were changed: its history,
 * its cached usage and the status lines that name it. Throws the system's error.
 */
export async function renameAccount(
  host: Host,
  { name, newName }: { readonly name: string; readonly newName: string },
  configPath: string | undefined,
): Promise<void> {
  const history = openHistory(host, { mayCreate: false });
  try {
    await history.rename(name, newName);
  } finally {
    history.close();
  }
  await keepCachedUsage(host, { name, newName }, configPath);
  const folder = dataFolder(host.env, host.platform);
  const lines = readInstalledLines(host.files, folder).filter(({ account }) => account === name);
  if (lines.length === 0) return;
  for (const line of lines)
    await writeInstalledLineOf(host.files, folder, { ...line, account: newName });
  await updateStatusLines(host, configPath);
}

async function keepCachedUsage(
  host: Host,
  { name, newName }: { readonly name: string; readonly newName: string },
  configPath: string | undefined,
): Promise<void> {
  const { settings } = await loadSettings(host, { path: configPath });
  const { accounts, source: choice } = settings.provider;
  const account = accounts.find((one) => one.name === newName);
  if (account === undefined) return;
  const fileOf = (of: AccountSettings): ReturnType<typeof openCacheFile> => {
    const slot = cacheSlot({ settings, account: of, choice, env: host.env });
    const folder = join(dataFolder(host.env, host.platform), 'readings');
    return openCacheFile(host, join(folder, `${slot}.json`));
  };
  const usage = fileOf({ ...account, name }).read();
  if (usage !== undefined) await fileOf(account).write(usage);
}
