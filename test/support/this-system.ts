import { lstatSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// What a test needs and this system may not have: each is false, or the reason to skip the test. All
// are false on Linux and macOS.

const isWindows = process.platform === 'win32';

/** File modes, owners and sticky folders. */
export const noFileRights = isWindows && 'Windows has other rights';

/** Paths that are absolute on Linux and macOS as well. */
export const noPosixPaths = isWindows && 'Windows has other absolute paths';

/** Sockets in the file system. */
export const noSocketFiles = isWindows && 'Windows has named pipes instead';

/** Open files that can be deleted. */
export const noDeletingOpenFiles = isWindows && 'Windows deletes no database that is open';

/** Scripts with a `#!` line. */
export const noScripts = isWindows && 'Windows runs no scripts as programs';

/**
 * On Windows not every user may create links, and Wine claims to have created one when it has not.
 */
export const noLinks = isWindows && !canLink() && 'this user may not create links';

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
