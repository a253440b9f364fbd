import { dataFolder } from '../config/config-paths.ts';
import type { Host } from '../host/host.ts';
import { readInstalledLines, writeInstalledLineOf } from '../store/line-file.ts';
import { openHistory } from './history.ts';
import { updateStatusLines } from './status-line/refresh-status-line.ts';

/**
 * Renames what is stored under an account's name, after the settings were changed: its history and
 * the status lines that name it. Throws the system's error.
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
  const folder = dataFolder(host.env, host.platform);
  const lines = readInstalledLines(host.files, folder).filter(({ account }) => account === name);
  if (lines.length === 0) return;
  for (const line of lines)
    await writeInstalledLineOf(host.files, folder, { ...line, account: newName });
  await updateStatusLines(host, configPath);
}
