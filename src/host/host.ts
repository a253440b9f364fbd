import type { Secret } from '../domain/secret.ts';
import type { OpenSqlite } from './sqlite.ts';

/**
 * All that KimiBar needs of the machine. Only this folder touches process, clock, timers, network, disk and child
 * processes; everything else takes what it uses as `Pick<Host, …>`, so tests pass other values, never other modules.
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

/** Environment variables as given. Values may still be wrapped in quotes and blanks: see `readEnvValue`. */
export type Env = Readonly<Record<string, string | undefined>>;

export type Platform = {
  readonly os: 'linux' | 'darwin' | 'win32';
  readonly homeDir: string;
  readonly tempDir: string;
  readonly pid: number;
};

export type HttpRequest = {
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly url: URL;
  /** Header values may be secrets; they are opened only as the request is written. */
  readonly headers: Readonly<Record<string, string | Secret | undefined>>;
  readonly body?: string | undefined;
  /** For this request alone, in milliseconds; 8 seconds where absent. */
  readonly timeoutMs?: number | undefined;
  readonly signal: AbortSignal;
};

export type HttpResponse = {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** At most 1 MiB. */
  readonly body: string;
};

export type Http = {
  /**
   * One request, one answer of any status. TLS is always verified, proxy variables are honoured, a redirect is followed
   * within its own origin only. Throws `Failure` alone: `offline`, `timed-out`, `unreadable-answer` (body too large),
   * `invalid-request` (redirect elsewhere), or the reason of an aborted signal.
   */
  request(request: HttpRequest): Promise<HttpResponse>;
};

/** What a path is, without following a last link. */
export type FileFacts = {
  readonly kind: 'file' | 'folder' | 'link' | 'other';
  readonly sizeBytes: number;
  readonly modifiedAtMs: number;
};

export type Files = {
  /** A small text file, or undefined where there is none. Reads at once: such files are faster read than awaited. Pipes and devices are refused; other trouble throws the system's error. */
  readText(path: string): string | undefined;
  /** Facts about a path, or undefined where there is nothing. */
  facts(path: string): FileFacts | undefined;
  /** Names in a folder, or an empty list where there is none. */
  list(folder: string): string[];
  /**
   * Replaces a file in one step (temporary file beside it, fsync, rename), mode 0600 in a 0700 folder made where missing.
   * A crash leaves either the old or the new text. A path that is a link is refused, and so is a folder that others can write into. Throws the system's error (`code` as Node gives it).
   */
  writePrivate(path: string, text: string): Promise<void>;
  /** Creates a file that must not exist yet, mode 0600, not in a folder that others can write into. False where it does exist. */
  createExclusive(path: string, text: string): Promise<boolean>;
  /** Sets a file's modification time to now; makes an empty private one where there is none. Takes microseconds; trouble of any kind is passed over. */
  touch(path: string): void;
  /** Moves a file; false where there was none. */
  move(from: string, to: string): Promise<boolean>;
  /** Removes a file or a whole folder; nothing to remove is fine. */
  remove(path: string): Promise<void>;
  /** Copies a file byte for byte, mode 0600. */
  copyPrivate(from: string, to: string): Promise<void>;
  /**
   * Makes a fresh private folder (0700) in the system's temporary folder and returns its path. Folders of the same prefix that
   * are older than `lastsMs` were left behind by a process that died and are removed.
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
  /** Replaces the whole environment. */
  readonly env?: Env | undefined;
  /** What it reads on its standard input; nothing where absent. */
  readonly input?: string | undefined;
  /**
   * Nobody reads its output: it may write as much as it likes, and what it leaves running is not waited for. It leads a
   * group of its own, which ends with it where it takes too long or the signal aborts.
   */
  readonly ignoreOutput?: boolean | undefined;
};

export type Commands = {
  /** Runs an executable without a shell, output capped at 1 MiB. Rejects only with the reason of an aborted signal. */
  run(file: string, args: readonly string[], options: CommandOptions): Promise<CommandResult>;
};

export type Log = {
  /** Shown with `-v` on stderr. Facts are plain values; secrets print as `[secret]`. */
  debug(message: string, facts?: Readonly<Record<string, unknown>>): void;
};
