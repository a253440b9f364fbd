import { fstatSync, writeSync } from 'node:fs';
import { systemCode } from '../../host/system-error.ts';

/** Stdout or stderr, set up only as far as it is needed. */
export type StandardStream = {
  readonly isTty: boolean;
  /** Columns of a terminal; undefined elsewhere. */
  columns(): number | undefined;
  /** Writes at once. A reader that has seen enough (`kimibar | head -1`) is no error. */
  write(text: string): void;
};

/**
 * A stream of this process. Node's own object for it takes 3 ms to set up, a tenth of a run; pipes and files don't need it,
 * and what they are shows without asking it.
 */
export function openStandardStream(fd: 1 | 2): StandardStream {
  const stream = () => (fd === 1 ? process.stdout : process.stderr);
  const mayBeTerminal = isDevice(fd);
  return {
    get isTty() {
      return mayBeTerminal && stream().isTTY === true;
    },
    columns: () => (mayBeTerminal ? stream().columns : undefined),
    write(text) {
      if (mayBeTerminal) stream().write(text);
      else writeAll(fd, Buffer.from(text), stream);
    },
  };
}

/** A pipe that was made non-blocking by whoever holds its other end may be full: Node's stream can wait, we can't. */
function writeAll(fd: 1 | 2, bytes: Buffer, stream: () => NodeJS.WriteStream): void {
  let written = 0;
  try {
    while (written < bytes.length) written += writeSync(fd, bytes, written);
  } catch (error) {
    const code = systemCode(error);
    if (code === 'EPIPE') return;
    if (code !== 'EAGAIN') throw error;
    stream().on('error', ignoreClosed).write(bytes.subarray(written));
  }
}

function ignoreClosed(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

function isDevice(fd: number): boolean {
  try {
    const stats = fstatSync(fd);
    return !stats.isFIFO() && !stats.isFile() && !stats.isSocket();
  } catch {
    // Closed by whoever started us: Node's stream knows how to live with that.
    return true;
  }
}
