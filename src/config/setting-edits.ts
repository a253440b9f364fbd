import { closestWord } from '../domain/closest-word.ts';
import type { ConfigChange } from './change-text.ts';
import { providerChanges } from './provider-changes.ts';
import type { RawConfig } from './save-settings.ts';
import { isSameWord, readSecret } from './setting.ts';
import {
  settable,
  settableNames,
  settingsTable,
  unsettable,
  unsettableNames,
  type SettingName,
  type SettingRow,
} from './settings-table.ts';

/** A change of one setting. `text` is the new value on one line. */
export type SettingEdit = {
  readonly kind: 'edit';
  readonly name: SettingName;
  readonly text: string;
  readonly edit: (config: RawConfig) => ConfigChange[];
};

/** `similar` is the name that was probably meant. */
export type UnknownName = { readonly kind: 'unknown-name'; readonly similar: string | undefined };

/** A setting that is changed elsewhere: by a command, in the environment, or only in the file. */
export type SetElsewhere = {
  readonly kind: 'set-elsewhere';
  readonly name: SettingName;
  readonly command: string | undefined;
  readonly variable: string | undefined;
};

/**
 * `examples` are all values, or what a value looks like; `similar` is the value that was probably
 * meant.
 */
export type InvalidValue = {
  readonly kind: 'invalid-value';
  readonly name: SettingName;
  readonly examples: readonly string[];
  readonly similar: string | undefined;
};

/** A secret on the command line would end up in the shell's history. */
export type NeedsStdin = { readonly kind: 'needs-stdin'; readonly name: SettingName };

/**
 * The edit for `config set NAME VALUE`; `isPiped` if the value came from stdin. Case does not matter
 * in names and choices.
 */
export function setEdit(
  name: string,
  value: string,
  { isPiped }: { readonly isPiped: boolean },
): SettingEdit | UnknownName | SetElsewhere | InvalidValue | NeedsStdin {
  const row = settingsTable.find((candidate) => isSameWord(candidate.name, name));
  if (row === undefined) return { kind: 'unknown-name', similar: closestWord(name, settableNames) };
  if (!settable.includes(row)) {
    const { command, variable } = row;
    return { kind: 'set-elsewhere', name: row.name, command, variable };
  }
  if (row.fromStdin === true && !isPiped) return { kind: 'needs-stdin', name: row.name };
  const json = row.parse(value);
  if (json !== undefined) return editOf(row, json);
  const { examples, isChoice } = row;
  const similar = isChoice === true ? closestWord(value, examples) : undefined;
  return { kind: 'invalid-value', name: row.name, examples, similar };
}

/** The edit for `config unset NAME`: removes the key, so that the default applies. */
export function unsetEdit(name: string): SettingEdit | UnknownName {
  const row = unsettable.find((candidate) => isSameWord(candidate.name, name));
  if (row === undefined)
    return { kind: 'unknown-name', similar: closestWord(name, unsettableNames) };
  return editOf(row, undefined);
}

function editOf(row: SettingRow, json: unknown): SettingEdit {
  const { name, home } = row;
  return {
    kind: 'edit',
    name,
    text: row.isSecret === true ? secretHint(json) : row.format(json),
    edit: (config) =>
      home === 'kimi'
        ? providerChanges(config, { [name]: json })
        : [{ keys: name.split('.'), value: json }],
  };
}

function secretHint(json: unknown): string {
  return readSecret(typeof json === 'string' ? json : '')?.hint() ?? '';
}
