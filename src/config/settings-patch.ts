import { Failure } from '../domain/failure.ts';
import type { SettingsPatch } from '../domain/settings-view.ts';
import { isObject } from '../domain/shape.ts';
import { accountPatchChanges, accountPatchCheck } from './account-patch.ts';
import { boolean, isUndefined, optional, strictObjectOf, where, type Check } from './check.ts';
import type { ConfigChange } from './change-text.ts';
import { valueAt } from './json-path.ts';
import { entriesOf } from './settings-schema.ts';
import { notifyPatchChanges, notifyPatchCheck } from './notify-patch.ts';
import { providerChanges } from './provider-changes.ts';
import type { RawConfig } from './save-settings.ts';
import { settingsTable, type SettingRow } from './settings-table.ts';

const pageRows = settingsTable.flatMap((row) =>
  row.page === undefined ? [] : { row, path: row.page.split('.') },
);

/** Strict: the body comes from outside, and an unknown key is a mistake of the caller. */
const patchCheck = strictObjectOf(
  entriesOf(
    [
      ...pageRows.map(({ row, path }) => ({ keys: path, check: patchCheckOf(row) })),
      { keys: ['account'], check: accountPatchCheck },
      { keys: ['notifyTarget'], check: notifyPatchCheck },
      // Not in the file: the daemon does it.
      { keys: ['startsAtLogin'], check: boolean },
    ],
    { object: strictObjectOf, optional: (check) => optional(check, isUndefined) },
  ),
);

/** Their values are typed, not chosen: the user is told what a name may be. */
const accountNames = new Set(['account.name', 'account.newName']);

/**
 * The patch as typed, for the body of `PATCH /api/v1/settings`. Throws `invalid-arguments` with the
 * names of the invalid settings, never with a value, which may be a secret. Whether a secret can be
 * one is checked elsewhere.
 */
export function checkPatch(patch: unknown): SettingsPatch {
  if (isSettingsPatch(patch)) return patch;
  const problems = patchCheck.problems(patch, []);
  const names = problems.map(({ path }) => path.join('.') || 'body').slice(0, 10);
  if (names.every((name) => accountNames.has(name)))
    throw new Failure('invalid-arguments', 'unusual name', { detail: { code: 'account-name' } });
  const subject = `invalid settings: ${names.join(', ')}`;
  throw new Failure('invalid-arguments', subject, { detail: { code: 'argument', subject } });
}

/**
 * The changes of the config file for a patch. `null` removes a key; absent settings stay as they
 * are. Throws `invalid-arguments` for a change of an account or push target that cannot be
 * made.
 */
export function patchChanges(config: RawConfig, patch: SettingsPatch): ConfigChange[] {
  const changed = pageRows.flatMap(({ row, path }) => {
    const value = valueAt(patch, path);
    return value === undefined ? [] : [{ row, value: value ?? undefined }];
  });
  const kimi = changed.filter(({ row }) => row.home === 'kimi');
  const file = changed.filter(({ row }) => row.home === 'file');
  return [
    ...providerChanges(config, Object.fromEntries(kimi.map(({ row, value }) => [row.name, value]))),
    ...file.map(({ row, value }) => ({ keys: row.name.split('.'), value })),
    ...(patch.account === undefined ? [] : accountPatchChanges(config, patch.account)),
    ...(patch.notifyTarget === undefined ? [] : notifyPatchChanges(config, patch.notifyTarget)),
  ];
}

function isSettingsPatch(patch: unknown): patch is SettingsPatch {
  return patchCheck.is(patch);
}

/** `null` goes back to having no value, so only settings without a default take it. */
function patchCheckOf({ check, innerKeys, default: fallback }: SettingRow): Check<unknown> {
  const strict = innerKeys === undefined ? check : where(check, 'object', hasOnly(innerKeys));
  return fallback === undefined ? optional(strict) : strict;
}

function hasOnly(keys: readonly string[]): (json: unknown) => boolean {
  return (json) => !isObject(json) || Object.keys(json).every((key) => keys.includes(key));
}
