import { fstatSync, writeSync } from 'node:fs';
import { systemCode } from '../../host/system-error.ts';

/** Stdout or stderr, set up only as far as needed. */
export type StandardStream = {
  readonly isTty: boolean;
  /**
   * The system's code of the first write that failed, such as `ENOSPC`; undefined if none did. A
   * closed pipe (`kimibar | head -1`) is not a failure.
   */
  readonly lost: string | undefined;
  /** Columns of a terminal; undefined for pipes and files. */
  columns(): number | undefined;
  /** Writes synchronously. Never throws: a server goes on if its output goes to a full disk. */
  write(text: string): void;
};

/**
 * A stream of this process. Node's own object takes 3 ms to set up, a tenth of a run. Pipes and
 * files do not need it, and `fstat` recognises them.
 */
export function openStandardStream(fd: 1 | 2): StandardStream {
  return new LazyStream(fd);
}

class LazyStream implements StandardStream {
  readonly #fd: 1 | 2;
  readonly #mayBeTerminal: boolean;
  #opened: NodeJS.WriteStream | undefined;
  #lost: string | undefined;

  constructor(fd: 1 | 2) {
    this.#fd = fd;
    this.#mayBeTerminal = isDevice(fd);
  }

  get isTty(): boolean {
    return this.#mayBeTerminal && this.#stream().isTTY === true;
  }

  get lost(): string | undefined {
    return this.#lost;
  }

  columns(): number | undefined {
    return this.#mayBeTerminal ? this.#stream().columns : undefined;
  }

  write(text: string): void {
    if (this.isTty) this.#stream().write(text);
    else this.#writeAll(Buffer.from(text));
  }

  #stream(): NodeJS.WriteStream {
    this.#opened ??= (this.#fd === 1 ? process.stdout : process.stderr).on('error', (error) =>
      this.#fail(error),
    );
    return this.#opened;
  }

  /**
   * The reader can make a pipe non-blocking. If it is full then, Node's stream does the rest, since
   * it can wait.
   */
  #writeAll(bytes: Buffer): void {
    let written = 0;
    try {
      while (written < bytes.length) written += writeSync(this.#fd, bytes, written);
    } catch (error) {
      if (systemCode(error) === 'EAGAIN') this.#stream().write(bytes.subarray(written));
      else this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    const code = systemCode(error) ?? 'EIO';
    if (code !== 'EPIPE') this.#lost ??= code;
  }
}

function isDevice(fd: number): boolean {
  try {
    const stats = fstatSync(fd);
    return !stats.isFIFO() && !stats.isFile() && !stats.isSocket();
  } catch {
    // Closed by the parent process, which Node's stream can handle.
    return true;
  }
}
