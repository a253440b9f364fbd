import type { Language } from './language.ts';

/** A status line that a tool draws with the shell script, as it was installed. */
export type InstalledLine = {
  readonly target: string;
  /** The account that it names; without one it shows the default account. */
  readonly account?: string | undefined;
  readonly format?: string | undefined;
  readonly width?: number | undefined;
  readonly refresh: boolean;
  /** The config file; `isGiven` if it is not the default one. */
  readonly config: { readonly path: string; readonly isGiven: boolean };
  /** Of `--lang` or `KIMIBAR_LANG`; it overrides the settings. */
  readonly language?: Language | undefined;
  readonly systemLanguage: Language;
  readonly node: string;
  readonly program: string;
  /** The arguments of a refresh that the user clicks. */
  readonly clicked: readonly string[];
};
