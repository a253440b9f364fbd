import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readdirSync,
  readSync,
  statSync,
  type Stats,
} from 'node:fs';

/** What shows whether a file has changed. Other programs append to it and replace it. */
export interface LogFileFacts {
  sizeBytes: number;
  modifiedAtMs: number;
  /** Another number means another file of the same name. */
  inode: number;
}

/** An open file of any size, read in parts. */
export interface LogFile {
  readonly facts: LogFileFacts;
  /** Fills `buffer` from `at` on with what is at `position` of the file; returns how many bytes. */
  read(buffer: Buffer, at: number, position: number): number;
  close(): void;
}

// Synchronous throughout: a scan asks for thousands of small facts, and Node's thread pool takes
// longer for each than the system does.

/** Facts about a regular file; undefined if there is none or it can't be looked at. */
export function logFileFacts(path: string): LogFileFacts | undefined {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    return stats?.isFile() === true ? factsOf(stats) : undefined;
  } catch {
    return undefined;
  }
}

/** Names in a folder; empty if it is missing or unreadable. */
export function logFolderNames(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Opens a regular file; undefined if it is gone by now or can't be read. Never waits at a pipe. */
export function openLogFile(path: string): LogFile | undefined {
  let file: number;
  try {
    file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch {
    return undefined;
  }
  const stats = fstatSync(file);
  if (!stats.isFile()) {
    closeSync(file);
    return undefined;
  }
  return {
    facts: factsOf(stats),
    read: (buffer, at, position) => readSync(file, buffer, at, buffer.length - at, position),
    close: () => closeSync(file),
  };
}

function factsOf({ size, mtimeMs, ino }: Stats): LogFileFacts {
  return { sizeBytes: size, modifiedAtMs: mtimeMs, inode: ino };
}
