import { lstatSync, mkdirSync, statSync, type Stats } from 'node:fs';

/**
 * Makes a folder where it is missing (0700) and refuses to write into one that others could turn against us. What counts is
 * who can exchange files in it:
 * - It must belong to us or to root. Root can do everything anyway, and in containers often owns what is ours to write.
 * - Nobody else may write into it, unless it is sticky (`/tmp`): there everyone can exchange only what is theirs.
 * - The right of its group to write is no trouble: with a umask of 002 every folder has it, and the group is the person alone.
 * - A link to a folder is fine where we or root made it, as dotfile managers do; somebody else's leads where they want.
 * Throws the system's error, and for an unsafe folder `EPERM` with the reason in words as `why`.
 */
export function makeSafeFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const userId = process.getuid?.();
  // Windows guards folders by other means, which a home there has from its parents.
  if (userId === undefined) return;
  const link = lstatSync(folder);
  const stats = link.isSymbolicLink() ? statSync(folder) : link;
  const isTrusted = ({ uid }: Stats): boolean => uid === userId || uid === 0;
  if (!isTrusted(link))
    throw refusal(folder, link === stats ? 'its folder belongs to somebody else' : 'its folder is a link of somebody else');
  if (!isTrusted(stats)) throw refusal(folder, 'its folder belongs to somebody else');
  const isShared = (stats.mode & 0o002) !== 0 && (stats.mode & 0o1000) === 0;
  if (isShared) throw refusal(folder, 'others can write into its folder');
}

function refusal(folder: string, why: string): Error {
  return Object.assign(new Error(`refusing to write: ${why}`), { code: 'EPERM', path: folder, why });
}
