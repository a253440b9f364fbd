import { join } from 'node:path';
import { textDigest } from '../domain/text-digest.ts';
import type { Wall } from '../domain/token-use.ts';
import type { Files } from '../host/host.ts';

type Place = { readonly files: Files; readonly dataFolder: string };

/**
 * Claims a wall for this process, for ever: false if it was claimed before. A process that is killed
 * right afterwards has used up the only attempt. Rejects with the system's error.
 */
export async function claimWall({ files, dataFolder }: Place, wall: Wall): Promise<boolean> {
  return files.createExclusive(pathOf(dataFolder, wall), `${new Date(wall.at).toISOString()}\n`);
}

/** Was the wall claimed, by any process? */
export function isWallClaimed({ files, dataFolder }: Place, wall: Wall): boolean {
  return files.facts(pathOf(dataFolder, wall)) !== undefined;
}

function pathOf(dataFolder: string, { sessionId, at }: Wall): string {
  return join(dataFolder, 'resume', textDigest(`${sessionId} ${at}`));
}
