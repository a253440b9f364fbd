import { statSync } from 'node:fs';
import { isPrivateGroup } from './private-group.ts';

/**
 * Do the permissions of this file let other users read it? The folders above it do not count, as
 * for ssh's keys: a copy or a backup keeps the file's own. False on Windows, if the file is
 * missing, and if unknown.
 */
export function canOthersRead(path: string): boolean {
  const userId = process.getuid?.();
  if (userId === undefined) return false;
  try {
    const { mode, gid } = statSync(path);
    return (mode & 0o004) !== 0 || ((mode & 0o040) !== 0 && !isPrivateGroup(gid, userId));
  } catch {
    return false;
  }
}
