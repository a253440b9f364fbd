import { isListOf, isNumber, isOneOf, isShape, optional } from '../domain/shape.ts';
import { isReportedWindowId } from '../domain/history-shape.ts';
import type { SeenWall } from '../domain/seen-wall.ts';
import type { Host } from '../host/host.ts';
import { refuseLinkedFolder } from '../host/files/safe-folder.ts';
import { readJson } from '../host/files/try-read.ts';

const isWallsFile = isShape<{ version: number; walls: readonly SeenWall[] }>({
  version: isOneOf(1),
  walls: isListOf(
    isShape<SeenWall>({ windowId: optional(isReportedWindowId), seenAtMs: isNumber }),
  ),
});

/**
 * The recent walls in a small file: a request for usage needs them, and must not wait for the
 * ledger. An unreadable file counts as empty.
 */
export function openWallsFile(files: Host['files'], path: string) {
  return {
    read(): readonly SeenWall[] {
      const kept = readJson(files, path);
      return isWallsFile(kept) ? kept.walls : [];
    },
    /** Throws the system's error. */
    async write(walls: readonly SeenWall[]): Promise<void> {
      refuseLinkedFolder(files, path);
      await files.writePrivate(path, `${JSON.stringify({ version: 1, walls })}\n`);
    },
  };
}
