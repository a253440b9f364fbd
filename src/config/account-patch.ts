import { Failure } from '../domain/failure.ts';
import { mainAccountName } from '../domain/main-account.ts';
import { regionChoices } from '../domain/setting-choices.ts';
import type { AccountPatch } from '../domain/settings-view.ts';
import {
  accountChanges,
  accountRemoval,
  accountRenaming,
  defaultAccountChanges,
  namesOf,
} from './account-changes.ts';
import { isUndefined, oneOf, optional, strictObjectOf, string, where } from './check.ts';
import type { ConfigChange } from './change-text.ts';
import { withoutAbsent } from './json-path.ts';
import type { RawConfig } from './save-settings.ts';

/** As long as anything that shows a name, in UTF-16 units. */
const maxNameLength = 64;

const accountName = where(string, 'a name', isAccountName);

/** A change of one account, from outside. */
export const accountPatchCheck = strictObjectOf({
  name: accountName,
  action: optional(oneOf(['add', 'remove', 'make-default']), isUndefined),
  newName: optional(accountName, isUndefined),
  region: optional(oneOf(regionChoices), isUndefined),
  apiKey: optional(string),
  cookieHeader: optional(string),
});

/** One short line of printable characters without blanks around it. */
function isAccountName(name: string): boolean {
  const isShort = name !== '' && name.length <= maxNameLength;
  return isShort && name === name.trim() && !/[\p{C}\p{Zl}\p{Zp}]/u.test(name);
}

/**
 * The changes of the config file for a change of one account. Throws `invalid-arguments` if the
 * account does not exist, or if its new name is taken.
 */
export function accountPatchChanges(config: RawConfig, patch: AccountPatch): ConfigChange[] {
  const { name, action, newName, region, apiKey, cookieHeader } = patch;
  const names = namesOf(config);
  if (action === 'make-default' && name === mainAccountName && !names.includes(name))
    return defaultAccountChanges(config, undefined);
  if (action === 'add') requireFree(names, name);
  else if (!names.includes(name)) throw unknownAccount(name);
  if (action === 'remove') return accountRemoval(config, name);
  if (action === 'make-default') return defaultAccountChanges(config, name);
  if (newName !== undefined && newName !== name) {
    requireFree(names, newName);
    return accountRenaming(config, name, newName);
  }
  const given = Object.entries(withoutAbsent({ region, apiKey, cookieHeader }));
  const values = Object.fromEntries(given.map(([key, value]) => [key, value ?? undefined]));
  return accountChanges(config, { name, values });
}

/** The main account's name would be ambiguous. */
function requireFree(names: readonly string[], name: string): void {
  if (!names.includes(name) && name !== mainAccountName) return;
  throw new Failure('invalid-arguments', 'the name is taken', {
    detail: { code: 'account-exists', subject: name },
  });
}

function unknownAccount(name: string): Failure {
  return new Failure('invalid-arguments', 'unknown account', {
    detail: { code: 'unknown-account', subject: name },
  });
}
