import { providerChanges } from './provider-changes.ts';
import type { ConfigChange } from './change-text.ts';
import type { RawConfig } from './save-settings.ts';
import { cookieSourceChoices, languageChoices, meterChoices, regionChoices, sourceChoices } from './setting-choices.ts';

/** A setting that `config set` can change: where it stands in the file and the words it takes. */
type SettingRow = {
  readonly name: string;
  readonly place: 'provider' | 'config';
  readonly keys: readonly string[];
  readonly words: readonly string[];
  /** What a word is in the file, where that is not the word itself. */
  readonly toJson?: (word: string) => unknown;
};

const rows: readonly SettingRow[] = [
  { name: 'enabled', place: 'provider', keys: ['enabled'], words: ['true', 'false'], toJson: (word) => word === 'true' },
  { name: 'source', place: 'provider', keys: ['source'], words: sourceChoices },
  { name: 'cookieSource', place: 'provider', keys: ['cookieSource'], words: cookieSourceChoices },
  { name: 'region', place: 'provider', keys: ['region'], words: regionChoices },
  { name: 'language', place: 'config', keys: ['language'], words: languageChoices },
  { name: 'display.meters', place: 'config', keys: ['display', 'meters'], words: meterChoices },
];

/** Secrets have commands of their own to be set, so that they need not stand in a shell's history; they can be taken out here. */
const unsetOnly: readonly Omit<SettingRow, 'words'>[] = [
  { name: 'apiKey', place: 'provider', keys: ['apiKey'] },
  { name: 'cookieHeader', place: 'provider', keys: ['cookieHeader'] },
  { name: 'accounts', place: 'provider', keys: ['accounts'] },
];

export const settableNames: readonly string[] = rows.map(({ name }) => name);
export const unsettableNames: readonly string[] = [...rows, ...unsetOnly].map(({ name }) => name);

/** What `set NAME VALUE` comes to. Names and words are told apart without regard to case. */
export type SettingEdit =
  | { readonly kind: 'edit'; readonly name: string; readonly word: string; readonly edit: (config: RawConfig) => ConfigChange[] }
  | { readonly kind: 'unknown-name' }
  | { readonly kind: 'unknown-word'; readonly name: string; readonly words: readonly string[] };

export function settingEdit(name: string, value: string): SettingEdit {
  const row = rows.find((candidate) => sameWord(candidate.name, name));
  if (row === undefined) return { kind: 'unknown-name' };
  const word = row.words.find((candidate) => sameWord(candidate, value));
  if (word === undefined) return { kind: 'unknown-word', name: row.name, words: row.words };
  return { kind: 'edit', name: row.name, word, edit: (config) => changesOf(row, config, row.toJson?.(word) ?? word) };
}

/** What `unset NAME` comes to: the key is taken out of the file, and the default holds again. */
export function unsettingEdit(
  name: string,
): Extract<SettingEdit, { kind: 'unknown-name' }> | { kind: 'edit'; name: string; edit: (config: RawConfig) => ConfigChange[] } {
  const row = [...rows, ...unsetOnly].find((candidate) => sameWord(candidate.name, name));
  if (row === undefined) return { kind: 'unknown-name' };
  return { kind: 'edit', name: row.name, edit: (config) => changesOf(row, config, undefined) };
}

function changesOf(row: Pick<SettingRow, 'place' | 'keys'>, config: RawConfig, value: unknown): ConfigChange[] {
  const [key] = row.keys;
  if (row.place === 'provider' && key !== undefined) return providerChanges(config, { [key]: value });
  return [{ keys: row.keys, value }];
}

function sameWord(a: string, b: string): boolean {
  return a.toLowerCase() === b.trim().toLowerCase();
}
