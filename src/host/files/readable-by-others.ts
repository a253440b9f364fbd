import { realpathSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { isPrivateGroup } from './private-group.ts';

/**
 * Can another user read the file at this path? By the permissions of the file and of the folders
 * above it; access control lists are not read. False on Windows, if it is missing, and if unknown.
 */
export function canOthersRead(path: string): boolean {
  const userId = process.getuid?.();
  if (userId === undefined) return false;
  try {
    const realPath = realpathSync(path);
    const { mode, gid } = statSync(realPath);
    const asGroup = (mode & 0o040) !== 0 && !isPrivateGroup(gid, userId);
    if ((mode & 0o004) === 0 && !asGroup) return false;
    return foldersAbove(realPath).every((folder) => (statSync(folder).mode & 0o011) !== 0);
  } catch {
    return false;
  }
}

function foldersAbove(path: string): readonly string[] {
  const folder = dirname(path);
  return folder === path ? [] : [folder, ...foldersAbove(folder)];
}
