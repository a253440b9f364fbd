import { classifyApiKey } from '../domain/api-key.ts';
import { closestWord } from '../domain/closest-word.ts';
import { isObject } from '../domain/shape.ts';
import { findKey, findRepeatedKeys, type Position } from './config-position.ts';
import { formatPath, valueAt, type JsonPath } from './json-path.ts';
import { findSecret } from './mask-secrets.ts';
import { parseText } from './parse-config.ts';
import { configVersion, findValueProblems } from './settings-schema.ts';
import { isKimi, settingsTable, type SettingRow } from './settings-table.ts';

/** An error keeps KimiBar from using the file, a warning does not. */
export type ConfigIssue =
  | { readonly severity: 'error'; readonly code: 'syntax' | 'value'; readonly expected: string }
  | {
      readonly severity: 'warning';
      readonly code: 'unknown-key';
      /** The key that was probably meant. */
      readonly known: string | undefined;
    }
  | { readonly severity: 'warning'; readonly code: PlainWarning };

type PlainWarning =
  | 'repeated-key'
  | 'later-version'
  | 'open-platform-key'
  | 'jwt-as-api-key'
  | 'unusable-key'
  | 'readable-by-others';

/**
 * An issue and its position in the file. `key` is its path (`providers[0].source`); no value is
 * included.
 */
export type ConfigProblem = {
  readonly at: Position;
  readonly key: string;
  readonly issue: ConfigIssue;
};

type Found = { readonly path: JsonPath; readonly issue: ConfigIssue };

/** Every issue of a config file's text, in the order of the file. */
export async function findConfigProblems(text: string): Promise<ConfigProblem[]> {
  const parsed = await parseText(text);
  if (parsed.kind === 'broken') {
    const { line, column, expected } = parsed;
    const issue = { severity: 'error', code: 'syntax', expected } as const;
    return [{ at: { line, column }, key: 'config', issue }];
  }
  const { json } = parsed;
  const found = [
    ...invalidValues(json),
    ...laterVersion(json),
    ...unknownKeys(json),
    ...wrongApiKeys(json),
  ];
  const placed = found.map(({ path, issue }) => ({
    at: findKey(text, path),
    key: formatPath(path),
    issue,
  }));
  const repeated = findRepeatedKeys(text).map(({ at, key }) => ({
    at,
    key: formatPath([key]),
    issue: warning('repeated-key'),
  }));
  return [...placed, ...repeated].toSorted(
    (a, b) => a.at.line - b.at.line || a.at.column - b.at.column,
  );
}

/** A warning at the first secret of a config file's text that other users can read, if any. */
export async function findExposedSecret(text: string): Promise<ConfigProblem | undefined> {
  const parsed = await parseText(text);
  const path = parsed.kind === 'broken' ? undefined : findSecret(parsed.json);
  if (path === undefined) return undefined;
  return { at: findKey(text, path), key: formatPath(path), issue: warning('readable-by-others') };
}

function invalidValues(json: unknown): Found[] {
  return findValueProblems(json).map(({ path, expected }) => ({
    path,
    issue: { severity: 'error', code: 'value', expected },
  }));
}

function laterVersion(json: unknown): Found[] {
  const version = valueAt(json, ['version']);
  return typeof version === 'number' && version > configVersion
    ? [{ path: ['version'], issue: warning('later-version') }]
    : [];
}

/** An object of the file and the keys that it may have. */
type KnownObject = Entry & { readonly known: readonly string[] };

function unknownKeys(json: unknown): Found[] {
  const file = knownObjects({ path: [], value: json }, 'file');
  const kimi = kimiEntries(json).flatMap((entry) => knownObjects(entry, 'kimi'));
  return [...file, ...kimi].flatMap(unknownKeysIn);
}

/** The objects that the settings of one home are in, and those that are settings themselves. */
function knownObjects(top: Entry, home: 'file' | 'kimi'): KnownObject[] {
  const rows = settingsTable.filter((row) => row.home === home);
  const paths = rows.map(({ name }) => name.split('.'));
  const sections = new Set(paths.flatMap(([key = '', ...inner]) => (inner.length > 0 ? key : [])));
  const ownKeys = home === 'file' ? ['version', 'providers'] : ['id'];
  return [
    { path: top.path, value: top.value, known: ownKeys.concat(paths.flatMap(([key = '']) => key)) },
    ...[...sections].map((section) => ({
      path: top.path.concat(section),
      value: valueAt(top.value, [section]),
      known: paths.flatMap(([key, inner = '']) => (key === section ? inner : [])),
    })),
    ...rows.flatMap((row) => innerObjects(top, row)),
  ];
}

function innerObjects(top: Entry, { name, innerKeys }: SettingRow): KnownObject[] {
  if (innerKeys === undefined) return [];
  const keys = name.split('.');
  const value = valueAt(top.value, keys);
  const path = top.path.concat(keys);
  if (!Array.isArray(value)) return [{ path, value, known: innerKeys }];
  return value.map((item: unknown, index) => ({
    path: path.concat(index),
    value: item,
    known: innerKeys,
  }));
}

function unknownKeysIn({ path, value, known }: KnownObject): Found[] {
  const unknown = Object.keys(isObject(value) ? value : {}).filter((key) => !known.includes(key));
  return unknown.map((key) => ({
    path: path.concat(key),
    issue: { severity: 'warning', code: 'unknown-key', known: closestWord(key, known) },
  }));
}

/** Keys that Kimi Code will reject, recognised by their shape. */
function wrongApiKeys(json: unknown): Found[] {
  return kimiEntries(json)
    .flatMap((provider) => [provider].concat(itemsAt(provider, 'accounts')))
    .flatMap(({ path, value }): Found[] => {
      const apiKey = valueAt(value, ['apiKey']);
      const shape = typeof apiKey === 'string' ? classifyApiKey(apiKey) : 'empty';
      const at = path.concat('apiKey');
      if (shape === 'unusable') return [{ path: at, issue: warning('unusable-key') }];
      if (shape === 'open-platform') return [{ path: at, issue: warning('open-platform-key') }];
      return shape === 'jwt' ? [{ path: at, issue: warning('jwt-as-api-key') }] : [];
    });
}

type Entry = { readonly path: JsonPath; readonly value: unknown };

function kimiEntries(json: unknown): Entry[] {
  return itemsAt({ path: [], value: json }, 'providers').filter(({ value }) => isKimi(value));
}

function itemsAt({ path, value }: Entry, key: string): Entry[] {
  const list = valueAt(value, [key]);
  return Array.isArray(list)
    ? list.map((item: unknown, index) => ({ path: [...path, key, index], value: item }))
    : [];
}

function warning(code: PlainWarning): ConfigIssue {
  return { severity: 'warning', code };
}
