import type { Host } from '../host/host.ts';
import type { Language } from '../domain/language.ts';
import type { Messages } from '../present/messages/en.ts';

/** Where a command writes and reads; a TTY or not is decided once, at the rim. */
export type Terminal = {
  /** Writes a whole text to stdout; a final newline is added where missing. */
  out(text: string): void;
  /** The same to stderr. */
  err(text: string): void;
  /** Columns, 80 where unknown. */
  readonly width: number;
  /** `none` unless stdout is a terminal that shows colours and nobody asked for plain output. */
  readonly colour: 'none' | 'ansi16' | 'truecolor';
  /** False where the locale or the terminal can't show block characters. */
  readonly unicode: boolean;
  /** Both stdin and stderr are terminals: a question can be asked. */
  readonly interactive: boolean;
  /** All of stdin as text, at most 1 MiB. */
  readStdin(): Promise<string>;
  /** Asks on the terminal without showing what is typed; undefined when the person gives up. */
  askHidden(question: string): Promise<string | undefined>;
};

/** What every command is handed. A command returns its exit code, or throws a `Failure`. */
export type CommandContext = {
  readonly host: Host;
  readonly terminal: Terminal;
  readonly language: Language;
  readonly messages: Messages;
  /** `--lang` or `KIMIBAR_LANG` where one of them decides the language: then the setting has no say. */
  readonly languageFixedBy?: string | undefined;
  /** `--config PATH`. */
  readonly configPath?: string | undefined;
  readonly signal: AbortSignal;
};
