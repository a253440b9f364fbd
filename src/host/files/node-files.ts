import {
  closeSync,
  constants,
  futimesSync,
  lstatSync,
  mkdtempSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  unlinkSync,
  writeFileSync,
  type Stats,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { removeAbandonedFolders } from './abandoned-files.ts';
import type { FileFacts, Files, Platform } from '../host.ts';
import { copyRegularFile, readRegularFile } from './read-regular-file.ts';
import { replaceFile, type Replacement } from './replace-file.ts';
import { makeSafeFolder } from './safe-folder.ts';
import { systemCode, ifExists } from '../system-error.ts';

/** Does not follow a link and does not block on a pipe. Windows has neither flag. */
const writing =
  constants.O_WRONLY |
  constants.O_CREAT |
  (constants.O_NOFOLLOW ?? 0) |
  (constants.O_NONBLOCK ?? 0);

/**
 * The real disk. Writes are synchronous: they are a few kilobytes every few minutes, and loading
 * `node:fs/promises` takes longer.
 */
export function createNodeFiles(platform: Pick<Platform, 'os' | 'tempDir'>): Files {
  return {
    readText: (path, maxBytes) => ifExists(() => readRegularFile(path, maxBytes).toString('utf8')),
    readBytes: readRegularFile,
    facts: (path) => ifExists(() => factsOf(lstatSync(path))),
    list: (folder) => ifExists(() => readdirSync(folder)) ?? [],
    writePrivate: (path, text, isCurrent) =>
      writePrivate(path, { text, mode: 0o600, isCurrent }, platform),
    writeCache: (path, text) =>
      writePrivate(path, { text, mode: 0o600, isLasting: false }, platform),
    append,
    createExclusive: async (path, text) => createExclusive(path, text),
    touch,
    move: async (from, to) => move(from, to),
    remove: async (path) => remove(path),
    async copyPrivate(from, to) {
      copyRegularFile(from, to);
    },
    async makeTempFolder(prefix, lastsMs) {
      if (lastsMs !== undefined) removeAbandonedFolders(platform.tempDir, prefix, lastsMs);
      return mkdtempSync(join(platform.tempDir, prefix));
    },
  };
}

async function writePrivate(
  path: string,
  replacement: Replacement,
  platform: Pick<Platform, 'os'>,
): Promise<void> {
  // A rename would silently replace a dotfile manager's link; following the link would write
  // elsewhere.
  if (ifExists(() => lstatSync(path))?.isSymbolicLink() === true) {
    throw Object.assign(new Error('refusing to write through a symbolic link'), {
      code: 'ELOOP',
      path,
    });
  }
  makeSafeFolder(dirname(path));
  await replaceFile(path, replacement, (from, to) => rename(from, to, platform));
}

/** Windows refuses a rename while a virus scanner or another reader has the file open. */
async function rename(from: string, to: string, platform: Pick<Platform, 'os'>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return renameSync(from, to);
    } catch (error) {
      const isTransient = ['EPERM', 'EACCES', 'EBUSY'].includes(systemCode(error) ?? '');
      if (platform.os !== 'win32' || !isTransient || attempt === 10) throw error;
      const { setTimeout: sleep } = await import('node:timers/promises');
      await sleep(attempt * 10);
    }
  }
}

function createExclusive(path: string, text: string): boolean {
  makeSafeFolder(dirname(path));
  try {
    writeFileSync(path, text, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    throw error;
  }
}

function append(path: string, text: string): void {
  const file = openSync(path, writing | constants.O_APPEND, 0o600);
  try {
    writeFileSync(file, text);
  } finally {
    closeSync(file);
  }
}

function touch(path: string): void {
  try {
    const now = new Date();
    const file = openSync(path, writing, 0o600);
    try {
      futimesSync(file, now, now);
    } finally {
      closeSync(file);
    }
  } catch {
    // See `Files.touch`: never throws.
  }
}

/** Usually a file, which is quicker to remove than a whole folder. */
function remove(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return;
    rmSync(path, { recursive: true, force: true });
  }
}

function move(from: string, to: string): boolean {
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return false;
    throw error;
  }
}

function factsOf(stats: Stats): FileFacts {
  const kind = stats.isSymbolicLink()
    ? 'link'
    : stats.isDirectory()
      ? 'folder'
      : stats.isFile()
        ? 'file'
        : 'other';
  return { kind, sizeBytes: stats.size, modifiedAtMs: stats.mtimeMs };
}
