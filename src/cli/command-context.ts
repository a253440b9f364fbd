import type { Host } from '../host/host.ts';
import type { Language } from '../domain/language.ts';
import type { CoreMessages } from '../present/messages/en/core.ts';
import type { Messages } from '../present/messages/en.ts';

/**
 * The streams of a command. What it can show is decided once, from them and the environment.
 */
export type Terminal = {
  /** Writes a text to stdout and adds a final newline if there is none. */
  out(text: string): void;
  /** The same to stderr. */
  err(text: string): void;
  /**
   * The system's code if stdout could not be written, such as `ENOSPC` on a full disk; `out` itself
   * never fails.
   */
  readonly lostOutput?: string | undefined;
  /** Columns; 80 if unknown. */
  readonly width: number;
  /** `none` unless stdout is a terminal with colours and plain output was not requested. */
  readonly colour: 'none' | 'ansi16' | 'truecolor';
  /** False if the locale or the terminal can't show block characters. */
  readonly unicode: boolean;
  /** Stdout is a terminal, so a user reads it at once. */
  readonly isOutputShown: boolean;
  /** Both stdin and stderr are terminals: a question can be asked. */
  readonly interactive: boolean;
  /** All of stdin as text; cut off behind `maxBytes`, by default 1 MiB. */
  readStdin(maxBytes?: number): Promise<string>;
  /** Asks a question without showing the input; undefined if the user gives up. */
  askHidden(question: string): Promise<string | undefined>;
};

/** What a command gets that needs no texts but those of the core, as `usage` does. */
export type CoreContext = {
  readonly host: Host;
  readonly terminal: Terminal;
  readonly language: Language;
  readonly messages: CoreMessages;
  /**
   * `--lang` or `KIMIBAR_LANG` if one of them decides the language and thus overrides the setting.
   */
  readonly languageFixedBy?: string | undefined;
  /** `--config PATH`. */
  readonly configPath?: string | undefined;
  readonly signal: AbortSignal;
};

/** What every other command gets. It returns its exit code or throws a `Failure`. */
export type CommandContext = CoreContext & { readonly messages: Messages };
