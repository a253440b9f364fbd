import { lstatSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/*
 * What there is nothing of on this machine, and so nothing to test: each is false, or the reason to skip. On Linux and macOS
 * they are all false.
 */

const isWindows = process.platform === 'win32';

/** Modes, owners and sticky folders. */
export const noFileRights = isWindows && 'Windows has other rights';

/** Sockets that stand in a folder. */
export const noSocketFiles = isWindows && 'Windows has named pipes instead';

/** Files that are gone for everyone but who has them open. */
export const noDeletingOpenFiles = isWindows && 'Windows deletes no database that is open';

/** Scripts that say on their first line what runs them. */
export const noScripts = isWindows && 'Windows runs no scripts as programs';

/** On Windows not everyone may make links, and Wine says it made one where it did not. */
export const noLinks = isWindows && !canLink() && 'nobody may make links here';

function canLink(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'kimibar-test-'));
  try {
    symlinkSync(folder, join(folder, 'link'));
    return lstatSync(join(folder, 'link')).isSymbolicLink();
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
