import { unwrapText } from '../domain/api-key.ts';
import { secretHint } from '../domain/keyring-key.ts';
import { Secret } from '../domain/secret.ts';
import type { SecretView } from '../domain/settings-view.ts';
import { oneOf, boolean, string, type Check } from './check.ts';

/** What every setting declares. */
type Declaration<Name extends string> = {
  /** As in `config set` and `config show`; dots are levels of the file. */
  readonly name: Name;
  /** The environment variable that wins over the file. */
  readonly variable?: string | undefined;
  /** Another program's variable for the same, read if `variable` is absent. */
  readonly foreignVariable?: string | undefined;
  /**
   * Variables that the credential sources read if the file has no value; here for `config show`.
   */
  readonly credentialVariables?: readonly string[] | undefined;
  /**
   * Path in `SettingsView` and in the body of `PATCH /api/v1/settings`; absent if not on the page.
   */
  readonly page?: string | undefined;
  /** What the command `config` can do: `set` implies `unset`. */
  readonly change: 'set' | 'unset' | 'none';
  /** What changes it instead of `config set`: a command line, without values that vary. */
  readonly command?: string | undefined;
  /** A secret that `config set NAME -` takes, from stdin only. */
  readonly fromStdin?: true | undefined;
  /** Whether `config show` lists it. */
  readonly shown: 'always' | 'if-set';
};

/** How the value in the file (`Json`) becomes the value that the program uses (`Value`). */
type Conversion<Json, Value> = {
  /** Checks a value of the file. Its messages say what was expected. */
  readonly check: Check<Json>;
  readonly read: (json: Json) => Value;
  /** What `config set` stores for a text; `check` follows. */
  readonly parse: (text: string) => unknown;
  /** What the text of `variable` means, if that differs from `parse`. */
  readonly parseVariable?: ((text: string) => unknown) | undefined;
  /** The value as the page gets it, if that differs from `Value`. */
  readonly view?: ((value: Value) => unknown) | undefined;
  /** The file's value on one line, if that is more than its text. */
  readonly format?: ((json: Json) => string) | undefined;
  /** All values (`isChoice`), or examples. */
  readonly examples: readonly string[];
  readonly isChoice?: boolean | undefined;
  readonly isSecret?: boolean | undefined;
  /** The keys of the object, or of each object in the list. */
  readonly innerKeys?: readonly string[] | undefined;
};

/** One row of the settings table. Values are `unknown` here: the row's own check narrows them. */
export type Setting<Name extends string = string, Value = unknown> = Declaration<Name> & {
  readonly check: Check<unknown>;
  /** The default as the file would say it; undefined if the setting may be absent. */
  readonly default: unknown;
  readonly examples: readonly string[];
  readonly isChoice?: boolean | undefined;
  readonly isSecret?: boolean | undefined;
  readonly innerKeys?: readonly string[] | undefined;
  /** The value in force for a value of the file; the default if that is absent or invalid. */
  read(json: unknown): Value;
  /** The value in force for the text of `variable`. */
  readVariable(text: string): Value;
  /** What `config set` stores for a text; undefined if the text is not a valid value. */
  parse(text: string): unknown;
  /** The value in force as the page gets it: of a secret only its last characters. */
  view(value: Value): unknown;
  /** What `view` returns, on one line. */
  format(json: unknown): string;
};

type Row<Name extends string, Json, Value> = Declaration<Name> & Conversion<Json, Value>;

/** A setting that always has a value. `default` is in the file's form. */
export function setting<const Name extends string, Json, Value>(
  row: Row<Name, Json, Value> & { readonly default: NoInfer<Json> },
): Setting<Name, Value> {
  return createSetting(row, {
    default: row.default,
    view: row.view,
    read: (json) => row.read(row.check.is(json) ? json : row.default),
  });
}

/** A setting that may be absent. */
export function optionalSetting<const Name extends string, Json, Value>(
  row: Row<Name, Json, Value | undefined>,
): Setting<Name, Value | undefined> {
  return createSetting(row, {
    default: undefined,
    view: row.view,
    read: (json) => (row.check.is(json) ? row.read(json) : undefined),
  });
}

/** A setting that is on or off. */
export function switchSetting<const Name extends string>(
  row: Pick<Declaration<Name>, 'name' | 'page'> & { readonly default: boolean },
): Setting<Name, boolean> {
  return setting({
    ...row,
    check: boolean,
    read: (json) => json,
    parse: (text) => matchChoice([true, false], text),
    examples: ['true', 'false'],
    isChoice: true,
    change: 'set',
    shown: 'always',
  });
}

/** A setting that is one of a few words or numbers. */
export function choiceSetting<const Name extends string, const Choice extends string | number>(
  row: Pick<Declaration<Name>, 'name' | 'page'> & {
    readonly choices: readonly Choice[];
    readonly default: NoInfer<Choice>;
  },
): Setting<Name, Choice> {
  const { choices, ...rest } = row;
  return setting({
    ...rest,
    ...choiceOf(choices),
    read: (json) => json,
    change: 'set',
    shown: 'always',
  });
}

/** Check, parser and examples of a list of choices. */
export function choiceOf<const Choice extends string | number>(choices: readonly Choice[]) {
  return {
    check: oneOf(choices),
    parse: (text: string) => matchChoice(choices, text),
    examples: choices.map(String),
    isChoice: true,
  };
}

/** A credential: `config set` does not take it, so that it does not end up in a shell's history. */
export function secretSetting<const Name extends string>(
  row: Omit<Declaration<Name>, 'change' | 'shown'> &
    Partial<Pick<Conversion<string, Secret | undefined>, 'check' | 'examples'>>,
): Setting<Name, Secret | undefined> {
  return optionalSetting({
    check: string,
    examples: [],
    ...row,
    read: readSecret,
    parse: (text) => text,
    view: viewSecret,
    isSecret: true,
    change: 'unset',
    shown: 'always',
  });
}

/** Whether a secret is set, and its last characters. */
export function viewSecret(secret: Secret | undefined): SecretView {
  return secret === undefined ? { set: false } : { set: true, hint: secretHint(secret) };
}

/** A secret without blanks and wrapping quotes; undefined if nothing is left. */
export function readSecret(text: string | null | undefined): Secret | undefined {
  const value = unwrapText(text ?? '');
  return value === undefined ? undefined : new Secret(value);
}

/** Case does not matter in names and values on the command line. */
export function isSameWord(a: string, b: string): boolean {
  return a.toLowerCase() === b.trim().toLowerCase();
}

function matchChoice<Choice>(choices: readonly Choice[], text: string): Choice | undefined {
  return choices.find((choice) => isSameWord(String(choice), text));
}

function createSetting<Name extends string, Json, Value>(
  row: Declaration<Name> & Omit<Conversion<Json, Value>, 'read' | 'view'>,
  inForce: {
    readonly default: unknown;
    readonly read: (json: unknown) => Value;
    readonly view: ((value: Value) => unknown) | undefined;
  },
): Setting<Name, Value> {
  const { check, parse, parseVariable = parse, format } = row;
  return {
    ...row,
    default: inForce.default,
    read: inForce.read,
    view: inForce.view ?? ((value) => value),
    readVariable: (text) => inForce.read(parseVariable(text)),
    parse(text) {
      const json = parse(text);
      return check.is(json) ? json : undefined;
    },
    format(json) {
      if (format !== undefined && check.is(json)) return format(json);
      return Array.isArray(json) ? json.join(',') : String(json);
    },
  };
}
