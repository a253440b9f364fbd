import type { CachedUsage } from '../domain/cached-usage.ts';
import type { Host } from '../host/host.ts';
import { refuseLinkedFolder } from '../host/files/safe-folder.ts';
import { readJson } from '../host/files/try-read.ts';
import { isCachedUsage } from '../domain/usage-shape.ts';

/**
 * The cached usage of one account in a small private file. An unreadable file, of another version
 * or edited by hand, counts as missing.
 */
export function openCacheFile({ files }: Pick<Host, 'files'>, path: string) {
  return {
    read(): CachedUsage | undefined {
      const kept = readJson(files, path);
      return isCachedUsage(kept) ? kept : undefined;
    },
    /**
     * Throws the system's error if the disk can't be written to, and `ELOOP` if the folder is a
     * link.
     */
    async write(kept: CachedUsage): Promise<void> {
      refuseLinkedFolder(files, path);
      await files.writeCache(path, `${JSON.stringify({ version: 1, ...kept })}\n`);
    },
  };
}
