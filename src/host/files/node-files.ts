import {
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
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
import { readRegularFile } from './read-regular-file.ts';
import { replaceFile } from './replace-file.ts';
import { makeSafeFolder } from './safe-folder.ts';
import { systemCode, whereItExists } from '../system-error.ts';

/** Neither through a link nor into a pipe that nobody reads. Windows has neither flag. */
const touching =
  constants.O_WRONLY |
  constants.O_CREAT |
  (constants.O_NOFOLLOW ?? 0) |
  (constants.O_NONBLOCK ?? 0);

/**
 * The real disk. What is written are a few kilobytes every few minutes, so it is done at once: Node's promises for files take
 * longer to load than that.
 */
export function createNodeFiles(platform: Pick<Platform, 'os' | 'tempDir'>): Files {
  return {
    readText: (path) => whereItExists(() => readRegularFile(path).toString('utf8')),
    facts: (path) => whereItExists(() => factsOf(lstatSync(path))),
    list: (folder) => whereItExists(() => readdirSync(folder)) ?? [],
    writePrivate: (path, text) => writePrivate(path, text, platform),
    createExclusive: async (path, text) => createExclusive(path, text),
    touch,
    move: async (from, to) => move(from, to),
    remove: async (path) => remove(path),
    async copyPrivate(from, to) {
      copyFileSync(from, to, constants.COPYFILE_EXCL);
      chmodSync(to, 0o600);
    },
    async makeTempFolder(prefix, lastsMs) {
      if (lastsMs !== undefined) removeAbandonedFolders(platform.tempDir, prefix, lastsMs);
      return mkdtempSync(join(platform.tempDir, prefix));
    },
  };
}

async function writePrivate(
  path: string,
  text: string,
  platform: Pick<Platform, 'os'>,
): Promise<void> {
  // A rename would quietly replace a dotfile manager's link, and following it would write where we were not asked to.
  if (whereItExists(() => lstatSync(path))?.isSymbolicLink() === true) {
    throw Object.assign(new Error('refusing to write through a symbolic link'), {
      code: 'ELOOP',
      path,
    });
  }
  makeSafeFolder(dirname(path));
  await replaceFile(path, { text, mode: 0o600 }, (from, to) => rename(from, to, platform));
}

/** Windows refuses a rename while a virus scanner or another reader has the file open for a moment. */
async function rename(from: string, to: string, platform: Pick<Platform, 'os'>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return renameSync(from, to);
    } catch (error) {
      const passing = ['EPERM', 'EACCES', 'EBUSY'].includes(systemCode(error) ?? '');
      if (platform.os !== 'win32' || !passing || attempt === 10) throw error;
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

function touch(path: string): void {
  try {
    const now = new Date();
    const file = openSync(path, touching, 0o600);
    try {
      futimesSync(file, now, now);
    } finally {
      closeSync(file);
    }
  } catch {
    // A mark that can't be left is no reason to stop.
  }
}

/** A file most of the time: what removes whole folders takes longer to load. */
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
