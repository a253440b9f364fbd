import type { CachedUsage } from '../domain/cached-usage.ts';
import type { Host } from '../host/host.ts';
import { refuseLinkedFolder } from '../host/files/safe-folder.ts';
import { readJson } from '../host/files/try-read.ts';
import { isCachedUsage } from '../domain/usage-shape.ts';

/**
 * The last good reading of one account and what came after it, in one small private file. Reading
 * what another version or a hand has made unreadable is the same as finding nothing: the service
 * still knows.
 */
export function openCacheFile({ files }: Pick<Host, 'files'>, path: string) {
  return {
    read(): CachedUsage | undefined {
      const kept = readJson(files, path);
      return isCachedUsage(kept) ? kept : undefined;
    },
    /**
     * Throws the system's error where the disk can't be written to, and `ELOOP` where the folder is
     * a link.
     */
    async write(kept: CachedUsage): Promise<void> {
      refuseLinkedFolder(files, path);
      await files.writePrivate(path, `${JSON.stringify({ version: 1, ...kept })}\n`);
    },
  };
}
