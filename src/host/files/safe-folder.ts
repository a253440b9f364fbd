import { lstatSync, mkdirSync, readlinkSync, realpathSync, type Stats } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Files } from '../host.ts';
import { systemCode } from '../system-error.ts';

/** As many as Linux follows. */
const mostLinks = 40;

/**
 * Makes a folder where it is missing (0700) and refuses to write into one that others could turn against us. What counts is
 * who can exchange files in it, or the folder itself, or one above it: so the same holds for each on the way up, as far as the
 * home folder. Who could exchange that has everything anyway, and above it stand other owners for good reasons: on a phone, on
 * a network's disk, in a container that shares its host's `/home`.
 * - It must belong to us or to root, or to whoever owns `/`: they can do everything anyway. In containers root often owns what
 *   is ours to write, and inside a user namespace bears another number.
 * - Nobody else may write into it, unless it is sticky (`/tmp`): there everyone can exchange only what is theirs.
 * - The right of its group to write is no trouble: with a umask of 002 every folder has it, and the group is the person alone.
 * - A link on the way is fine where we or root made it, as dotfile managers do, and where the way to its target is safe, too;
 *   somebody else's leads where they want.
 * Throws the system's error, and for an unsafe folder `EPERM` with the reason in words as `why`.
 */
export function makeSafeFolder(folder: string): void {
  const trust = whomToTrust();
  if (trust !== undefined) refuseUnsafeWay(resolve(folder), trust);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    // Node says ENOENT where the disk is read-only: the folder that is missing uppermost gets the system's own answer.
    if (systemCode(error) !== 'ENOENT') throw error;
    mkdirSync(uppermostMissing(resolve(folder)), { mode: 0o700 });
    throw error;
  }
}

/**
 * Throws `ELOOP` if the folder that holds `path` is a link. For folders that KimiBar makes inside its own: the user may have
 * moved the outer one elsewhere, but has no reason to replace an inner one.
 */
export function refuseLinkedFolder(files: Pick<Files, 'facts'>, path: string): void {
  const folder = dirname(path);
  if (files.facts(folder)?.kind !== 'link') return;
  throw Object.assign(new Error('refusing to write into a linked folder'), {
    code: 'ELOOP',
    path: folder,
  });
}

function uppermostMissing(folder: string): string {
  const above = dirname(folder);
  return above === folder || lstatSync(above, { throwIfNoEntry: false }) !== undefined
    ? folder
    : uppermostMissing(above);
}

/** Could others write what stands at a path, by the same rules? Also true where that can't be told. */
export function mayOthersChange(path: string): boolean {
  try {
    const trust = whomToTrust();
    if (trust !== undefined) refuseUnsafeWay(resolve(path), trust);
    return false;
  } catch {
    return true;
  }
}

/** Owners that are as good as ourselves, and the folders above which nothing is looked at. */
type Trust = { readonly users: ReadonlySet<number>; readonly homes: ReadonlySet<string> };

/** Undefined on Windows, which guards folders by other means: a home there has them from its parents. */
function whomToTrust(): Trust | undefined {
  const userId = process.getuid?.();
  if (userId === undefined) return undefined;
  const home = resolve(process.getBuiltinModule('node:os').homedir());
  return {
    users: new Set([userId, 0, lstatSync('/').uid]),
    homes: new Set([home, realPath(home)]),
  };
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/** What is not there yet will be ours. */
function refuseUnsafeWay(folder: string, trust: Trust, linksLeft = mostLinks): void {
  for (let place = folder; ; place = dirname(place)) {
    const stats = lstatSync(place, { throwIfNoEntry: false });
    const reason = stats === undefined ? undefined : unsafeBecause(stats, trust.users);
    if (reason !== undefined) throw refusal(folder, place === folder ? reason.here : reason.above);
    if (stats?.isSymbolicLink() === true) {
      if (linksLeft === 0)
        throw Object.assign(new Error('too many links'), { code: 'ELOOP', path: folder });
      refuseUnsafeWay(resolve(dirname(place), readlinkSync(place)), trust, linksLeft - 1);
    }
    // Behind a link the home may go by another name.
    const isHome =
      trust.homes.has(place) || (linksLeft < mostLinks && trust.homes.has(realPath(place)));
    if (isHome || dirname(place) === place) return;
  }
}

function unsafeBecause(
  stats: Stats,
  users: ReadonlySet<number>,
): { readonly here: string; readonly above: string } | undefined {
  const isLink = stats.isSymbolicLink();
  if (!users.has(stats.uid)) {
    return isLink
      ? {
          here: 'its folder is a link of somebody else',
          above: 'a folder above it is a link of somebody else',
        }
      : {
          here: 'its folder belongs to somebody else',
          above: 'a folder above it belongs to somebody else',
        };
  }
  // A link has no rights of its own.
  const isShared = !isLink && (stats.mode & 0o002) !== 0 && (stats.mode & 0o1000) === 0;
  return isShared
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
