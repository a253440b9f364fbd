import { closestMatch } from 'leven';
import { classifyApiKey } from '../domain/api-key.ts';
import { isObject } from './object-schema.ts';
import { findKey, findRepeatedKeys, type Position } from './config-position.ts';
import { formatKeys, parseText } from './parse-config.ts';
import { checkConfig, configVersion, isKimi, knownKeys } from './settings-schema.ts';

/** What is odd. An error keeps KimiBar from using the file, a warning does not. */
type Oddity =
  | { readonly severity: 'error'; readonly code: 'syntax' | 'value'; readonly expected: string }
  | {
      readonly severity: 'warning';
      readonly code: 'unknown-key';
      readonly known: string | undefined;
    }
  | {
      readonly severity: 'warning';
      readonly code: 'repeated-key' | 'later-version' | 'open-platform-key' | 'jwt-as-api-key';
    };

/** Something about the file that a person should know. `key` is the place in it (`providers[0].source`); no value is held. */
export type ConfigProblem = {
  readonly at: Position;
  readonly key: string;
  readonly oddity: Oddity;
};

type Found = { readonly keys: readonly (string | number)[]; readonly oddity: Oddity };

const sections = ['display', 'refresh', 'notifications', 'server', 'tray', 'hooks'] as const;

/** Everything that is odd about a config file's text, in the order it stands there. */
export async function findConfigProblems(text: string): Promise<ConfigProblem[]> {
  const parsed = await parseText(text);
  if (parsed.kind === 'broken') {
    const { line, column, expected } = parsed;
    return [
      {
        at: { line, column },
        key: 'config',
        oddity: { severity: 'error', code: 'syntax', expected },
      },
    ];
  }
  const { json } = parsed;
  const found = [
    ...unusableValues(json),
    ...laterVersion(json),
    ...unknownKeys(json),
    ...wrongKeys(json),
  ];
  const placed = found.map(({ keys, oddity }) => ({
    at: findKey(text, keys),
    key: formatKeys(keys),
    oddity,
  }));
  const repeated = findRepeatedKeys(text).map(({ at, key }) => ({
    at,
    key: formatKeys([key]),
    oddity: warning('repeated-key'),
  }));
  return [...placed, ...repeated].toSorted(
    (a, b) => a.at.line - b.at.line || a.at.column - b.at.column,
  );
}

function unusableValues(json: unknown): Found[] {
  const checked = checkConfig(json);
  if (checked.ok) return [];
  return checked.problems.map(({ keys, expected }) => ({
    keys,
    oddity: { severity: 'error', code: 'value', expected },
  }));
}

function laterVersion(json: unknown): Found[] {
  const version = fieldsOf(json)['version'];
  return typeof version === 'number' && version > configVersion
    ? [{ keys: ['version'], oddity: warning('later-version') }]
    : [];
}

function unknownKeys(json: unknown): Found[] {
  const providers = kimiEntries(json);
  const accounts = providers.flatMap(({ keys, entry }) => accountsOf(entry, keys));
  return [
    ...unknownIn({ keys: [], entry: json }, knownKeys.config),
    ...sections.flatMap((name) =>
      unknownIn({ keys: [name], entry: fieldsOf(json)[name] }, knownKeys[name]),
    ),
    ...unknownIn(
      {
        keys: ['notifications', 'quietHours'],
        entry: fieldsOf(fieldsOf(json)['notifications'])['quietHours'],
      },
      knownKeys.quietHours,
    ),
    ...hookRules(json).flatMap((rule) => unknownIn(rule, knownKeys.hookRule)),
    ...providers.flatMap((provider) => unknownIn(provider, knownKeys.provider)),
    ...accounts.flatMap((account) => unknownIn(account, knownKeys.account)),
  ];
}

function unknownIn({ keys, entry }: Entry, known: readonly string[]): Found[] {
  const unknown = Object.keys(fieldsOf(entry)).filter((key) => !known.includes(key));
  return unknown.map((key) => ({
    keys: keys.concat(key),
    oddity: { severity: 'warning', code: 'unknown-key', known: meantBy(key, known) },
  }));
}

/** Keys that Kimi Code will refuse, told by their shape. */
function wrongKeys(json: unknown): Found[] {
  return kimiEntries(json)
    .flatMap((provider) => [provider].concat(accountsOf(provider.entry, provider.keys)))
    .flatMap(({ keys, entry }): Found[] => {
      const apiKey = fieldsOf(entry)['apiKey'];
      const shape = typeof apiKey === 'string' ? classifyApiKey(apiKey) : 'empty';
      const at = keys.concat('apiKey');
      if (shape === 'open-platform') return [{ keys: at, oddity: warning('open-platform-key') }];
      return shape === 'jwt' ? [{ keys: at, oddity: warning('jwt-as-api-key') }] : [];
    });
}

type Entry = { readonly keys: readonly (string | number)[]; readonly entry: unknown };

function kimiEntries(json: unknown): Entry[] {
  return listOf(fieldsOf(json)['providers'])
    .map((entry, index): Entry => ({ keys: ['providers', index], entry }))
    .filter(({ entry }) => isKimi(entry));
}

function hookRules(json: unknown): Entry[] {
  return listOf(fieldsOf(fieldsOf(json)['hooks'])['rules']).map((entry, index) => ({
    keys: ['hooks', 'rules', index],
    entry,
  }));
}

function accountsOf(provider: unknown, keys: readonly (string | number)[]): Entry[] {
  return listOf(fieldsOf(provider)['accounts']).map((entry, index) => ({
    keys: [...keys, 'accounts', index],
    entry,
  }));
}

function warning(code: Exclude<Oddity['code'], 'syntax' | 'value' | 'unknown-key'>): Oddity {
  return { severity: 'warning', code };
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return isObject(value) ? value : {};
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The key that was meant: written another way, or mistyped. */
function meantBy(key: string, known: readonly string[]): string | undefined {
  return (
    known.find((candidate) => plain(candidate) === plain(key)) ??
    closestMatch(key, known, { maxDistance: Math.floor(key.length * 0.4) })
  );
}

/** `api_key`, `ApiKey` and `apiKey` are meant alike. */
function plain(key: string): string {
  return key.toLowerCase().replaceAll(/[-_]/g, '');
}
