import type { Secret } from '../domain/secret.ts';
import type { OpenSqlite } from './sqlite.ts';

/**
 * Everything KimiBar needs from the machine. Only this folder touches process, clock, timers,
 * network, disk and child processes; all other code takes what it uses as `Pick<Host, …>`, so that
 * tests pass other values instead of mocking modules.
 */
export type Host = {
  readonly clock: Clock;
  readonly http: Http;
  readonly files: Files;
  readonly commands: Commands;
  readonly env: Env;
  readonly platform: Platform;
  readonly log: Log;
  readonly openSqlite: OpenSqlite;
};

export type Clock = {
  /** Epoch milliseconds. */
  now(): number;
  /** Resolves after `ms`; rejects with the signal's reason when it is aborted first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
};

/**
 * Environment variables as given. Values may still have quotes and blanks around them: see
 * `readEnvValue`.
 */
export type Env = Readonly<Record<string, string | undefined>>;

export type Platform = {
  readonly os: 'linux' | 'darwin' | 'win32';
  readonly homeDir: string;
  readonly tempDir: string;
  /** The computer's name in its network. */
  readonly hostName?: string | undefined;
  readonly pid: number;
};

export type HttpRequest = {
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly url: URL;
  /** Secret values are opened only when the request is written. */
  readonly headers: Readonly<Record<string, string | Secret | undefined>>;
  readonly body?: string | Uint8Array | undefined;
  /** In milliseconds; the signal is the only limit by default. */
  readonly timeoutMs?: number | undefined;
  /** Of the response's body; by default 1 MiB. */
  readonly maxBytes?: number | undefined;
  readonly signal: AbortSignal;
};

export type HttpResponse = {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Without its `Content-Encoding`. */
  readonly body: string;
};

export type Http = {
  /**
   * Resolves with a response of any status. Always verifies TLS, uses the proxy variables, follows
   * redirects within the same origin only. Throws only `Failure`s: `offline`, `timed-out`,
   * `unreadable-answer` (body too large), `invalid-request` (redirect elsewhere), or the reason of
   * an aborted signal. A request that cannot be written is a bug and throws Node's own error.
   */
  request(request: HttpRequest): Promise<HttpResponse>;
};

/** What a path is; a link at its end is not followed. */
export type FileFacts = {
  readonly kind: 'file' | 'folder' | 'link' | 'other';
  readonly sizeBytes: number;
  readonly modifiedAtMs: number;
};

export type Files = {
  /**
   * A small text file, or undefined if there is none. Synchronous, which is faster for such files.
   * Throws the system's error, also for pipes and devices, and for files larger than `maxBytes`, by
   * default 1 MiB.
   */
  readText(path: string, maxBytes?: number): string | undefined;
  /** The bytes of a file. Throws as `readText` does, and `ENOENT`. */
  readBytes(path: string, maxBytes: number): Buffer;
  /** Facts about a path, or undefined if nothing is there. */
  facts(path: string): FileFacts | undefined;
  /** Names in a folder; empty if there is none. */
  list(folder: string): string[];
  /**
   * Replaces a file atomically (temporary file beside it, fsync, rename), mode 0600, and creates
   * its folder with 0700 if missing. A crash leaves either the old or the new text. Rejects with
   * the system's error, also for a path that is a link and for a folder that others can write into.
   * With `FileChanged` if `isCurrent`, called just before the rename, says that the file is no
   * longer as it was read.
   */
  writePrivate(path: string, text: string, isCurrent?: () => boolean): Promise<void>;
  /**
   * The same without fsync, which takes milliseconds, for what can be fetched or made again: after
   * a power cut the file may be empty.
   */
  writeCache(path: string, text: string): Promise<void>;
  /**
   * Adds to a file in an existing folder, or creates it with mode 0600. Several processes may do so
   * at once. Throws the system's error, also for a path that is a link.
   */
  append(path: string, text: string): void;
  /**
   * Creates a file, mode 0600, not in a folder that others can write into. False if it exists
   * already.
   */
  createExclusive(path: string, text: string): Promise<boolean>;
  /**
   * Sets a file's modification time to now, and creates it empty and private if missing. Never
   * throws.
   */
  touch(path: string): void;
  /** Moves a file; false if there was none. */
  move(from: string, to: string): Promise<boolean>;
  /** Removes a file or a whole folder, if it exists. */
  remove(path: string): Promise<void>;
  /**
   * Copies a file byte for byte, mode 0600. Rejects with the system's error, also for pipes,
   * devices, and files larger than 64 MiB.
   */
  copyPrivate(from: string, to: string): Promise<void>;
  /**
   * Creates a private folder (0700) in the system's temporary folder and returns its path. Removes
   * folders of the same prefix that are older than `lastsMs`: killed processes left them behind.
   */
  makeTempFolder(prefix: string, lastsMs?: number): Promise<string>;
};

export type CommandResult =
  | {
      readonly kind: 'ran';
      readonly exitCode: number;
      readonly stdout: string;
      readonly stderr: string;
    }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'timed-out' };

export type CommandOptions = {
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
  /** The whole environment; by default this program's, without KimiBar's credentials. */
  readonly env?: Env | undefined;
  /** Its standard input; empty by default. */
  readonly input?: string | undefined;
  /**
   * Its output is ignored, however long, and processes that it leaves running are not waited for.
   * It runs in its own process group, which is killed on time-out or when the signal aborts, on
   * Linux with the processes that left it.
   */
  readonly ignoreOutput?: boolean | undefined;
};

export type Commands = {
  /**
   * Runs an executable without a shell, output capped at 1 MiB. Rejects only with the reason of an
   * aborted signal.
   */
  run(file: string, args: readonly string[], options: CommandOptions): Promise<CommandResult>;
};

export type Log = {
  /** Shown with `-v` on stderr. Facts are plain values; secrets print as `[secret]`. */
  debug(message: string, facts?: Readonly<Record<string, unknown>>): void;
};
