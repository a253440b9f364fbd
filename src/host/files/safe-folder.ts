import { lstatSync, mkdirSync, readlinkSync, realpathSync, type Stats } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Files } from '../host.ts';
import { isPrivateGroup } from './private-group.ts';
import { systemCode } from '../system-error.ts';

/** As on Linux. */
const maxLinks = 40;

/**
 * Creates a folder (0700) if missing, and rejects one in which another user could replace files:
 * directly, or by replacing the folder or one above it. So the rules apply to every folder up to
 * the home folder. Whoever could replace that has full access anyway, and folders above it have
 * other owners for good reasons: on a phone, on a network drive, in a container that shares its
 * host's `/home`.
 * - It must belong to this user, to root, or to the owner of `/`, who have full access anyway. In
 *   containers root often owns the user's folders; inside a user namespace root has another number.
 * - No other user may write into it, unless it is sticky (`/tmp`): there users can replace only
 *   their own files.
 * - Its group may write into it: with a umask of 002 every folder is like that, and the group is
 *   the user's own.
 * - A link on the way must belong to this user or root, as a dotfile manager's does, and the path
 *   to its target must be safe, too.
 *
 * Throws the system's error, and for an unsafe folder `EPERM` with the reason in words as `why`.
 */
export function makeSafeFolder(folder: string): void {
  const trust = readTrust();
  if (trust !== undefined) refuseUnsafePath(resolve(folder), trust);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    // On a read-only disk Node reports ENOENT; creating the topmost missing folder gives the real
    // error.
    if (systemCode(error) !== 'ENOENT') throw error;
    mkdirSync(topmostMissing(resolve(folder)), { mode: 0o700 });
    throw error;
  }
}

/**
 * Throws `ELOOP` if the folder that holds `path` is a link. For folders that KimiBar makes inside
 * its own: the user may have moved the outer one elsewhere, but has no reason to replace an inner
 * one.
 */
export function refuseLinkedFolder(files: Pick<Files, 'facts'>, path: string): void {
  const folder = dirname(path);
  if (files.facts(folder)?.kind !== 'link') return;
  throw Object.assign(new Error('refusing to write into a linked folder'), {
    code: 'ELOOP',
    path: folder,
  });
}

function topmostMissing(folder: string): string {
  const above = dirname(folder);
  return above === folder || lstatSync(above, { throwIfNoEntry: false }) !== undefined
    ? folder
    : topmostMissing(above);
}

/**
 * Could another user change the file at this path, which makes programs run as this user? By the
 * same rules, except that a group that may write must be private. True if unknown.
 */
export function mayOthersChange(path: string): boolean {
  try {
    const trust = readTrust();
    if (trust !== undefined) refuseUnsafePath(resolve(path), withPrivateGroups(trust));
    return false;
  } catch {
    return true;
  }
}

/**
 * Could another user change or replace the program at this path? By the same rules, for the file,
 * the links that lead to it, and the folders that hold them. Folders above those are the system's,
 * whose owners vary. False if it is missing or unreadable: then it does not run.
 */
export function mayOthersReplaceProgram(path: string): boolean {
  const trust = readTrust();
  if (trust === undefined) return false;
  const strict = withPrivateGroups(trust);
  try {
    for (let [here, links] = [resolve(path), 0]; links <= maxLinks; links += 1) {
      const stats = lstatSync(here);
      if ([stats, lstatSync(dirname(here))].some((one) => unsafeBecause(one, strict))) return true;
      if (!stats.isSymbolicLink()) return false;
      here = resolve(dirname(here), readlinkSync(here));
    }
  } catch {
    // Running it fails with the same error.
  }
  return false;
}

/** Owners that are trusted, and the folders above which nothing is checked. */
type Trust = {
  readonly users: ReadonlySet<number>;
  readonly homes: ReadonlySet<string>;
  /** Whether this group may write. */
  readonly isTrustedGroup: (groupId: number) => boolean;
};

/** On macOS this group administers the machine. */
const macosAdmins = 80;

function withPrivateGroups(trust: Trust): Trust {
  const userId = process.getuid?.() ?? 0;
  return {
    ...trust,
    isTrustedGroup: (groupId) =>
      (process.platform === 'darwin' && groupId === macosAdmins) || isPrivateGroup(groupId, userId),
  };
}

/** Undefined on Windows, where a home folder inherits its protection. */
function readTrust(): Trust | undefined {
  const userId = process.getuid?.();
  if (userId === undefined) return undefined;
  const home = resolve(process.getBuiltinModule('node:os').homedir());
  return {
    users: new Set([userId, 0, lstatSync('/').uid]),
    homes: new Set([home, realPath(home)]),
    isTrustedGroup: () => true,
  };
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/** Folders that do not exist yet are safe: this process will create them. */
function refuseUnsafePath(folder: string, trust: Trust, linksLeft = maxLinks): void {
  for (let path = folder; ; path = dirname(path)) {
    const stats = lstatSync(path, { throwIfNoEntry: false });
    const reason = stats === undefined ? undefined : unsafeBecause(stats, trust);
    if (reason !== undefined) throw refusal(folder, path === folder ? reason.here : reason.above);
    if (stats?.isSymbolicLink() === true) {
      if (linksLeft === 0)
        throw Object.assign(new Error('too many links'), { code: 'ELOOP', path: folder });
      refuseUnsafePath(resolve(dirname(path), readlinkSync(path)), trust, linksLeft - 1);
    }
    // Behind a link the home folder may have another path.
    const isHome =
      trust.homes.has(path) || (linksLeft < maxLinks && trust.homes.has(realPath(path)));
    if (isHome || dirname(path) === path) return;
  }
}

function unsafeBecause(
  stats: Stats,
  { users, isTrustedGroup }: Trust,
): { readonly here: string; readonly above: string } | undefined {
  const isLink = stats.isSymbolicLink();
  if (!users.has(stats.uid)) {
    return isLink
      ? {
          here: 'its folder is a link of another user',
          above: 'a folder above it is a link of another user',
        }
      : {
          here: 'its folder belongs to another user',
          above: 'a folder above it belongs to another user',
        };
  }
  // A link has no permissions of its own.
  const isSticky = stats.isDirectory() && (stats.mode & 0o1000) !== 0;
  if (isLink || isSticky) return undefined;
  const canGroupWrite = (stats.mode & 0o020) !== 0 && !isTrustedGroup(stats.gid);
  return (stats.mode & 0o002) !== 0 || canGroupWrite
    ? { here: 'others can write into its folder', above: 'others can write into a folder above it' }
    : undefined;
}

function refusal(folder: string, why: string): Error {
  return Object.assign(new Error(`refusing to write: ${why}`), {
    code: 'EPERM',
    path: folder,
    why,
  });
}
