import { join } from 'node:path';
import { dataFolder } from '../config/config-paths.ts';
import type { SeenWall } from '../domain/seen-wall.ts';
import type { Host } from '../host/host.ts';
import { openWallsFile } from '../store/walls-file.ts';

/**
 * The walls that the logs of agents showed when they were last read. They are the main account's:
 * logs do not say whose key was refused, and a named account has a key of its own.
 */
export function readSeenWalls(host: Host, account: string | undefined): readonly SeenWall[] {
  return account === undefined ? wallsFile(host).read() : [];
}

export function wallsFile({ files, env, platform }: Pick<Host, 'files' | 'env' | 'platform'>) {
  return openWallsFile(files, join(dataFolder(env, platform), 'walls.json'));
}
