import { regionChoices, type Region } from '../domain/setting-choices.ts';
import type { Secret } from '../domain/secret.ts';
import type { AccountView } from '../domain/settings-view.ts';
import {
  listOf,
  objectOf,
  oneOf,
  optional,
  string,
  where,
  wholeNumber,
  type Checked,
} from './check.ts';
import { readSecret, viewSecret } from './setting.ts';

/**
 * A named account. Only its own credentials are used for it, never the machine's other sign-ins.
 */
export type AccountSettings = {
  readonly name: string;
  /** Its label in metrics: stays the same if other accounts come and go. */
  readonly number: number;
  readonly apiKey?: Secret | undefined;
  readonly cookieHeader?: Secret | undefined;
  readonly region: Region;
};

const accountEntries = {
  name: where(string, 'a name', (name) => name.trim() !== ''),
  number: optional(wholeNumber(1, Infinity, '1 or more')),
  apiKey: optional(string),
  cookieHeader: optional(string),
  region: optional(oneOf(regionChoices)),
};
const accountList = where(
  listOf(objectOf(accountEntries)),
  'a different name for each account',
  (list) => new Set(list.map(({ name }) => name.trim())).size === list.length,
);

/** Kimi's named accounts. */
export const accounts = {
  check: accountList,
  read(list: Checked<typeof accountList>): readonly AccountSettings[] {
    const numbers = accountNumbers(list);
    return list.map(({ name, apiKey, cookieHeader, region }, index) => ({
      name: name.trim(),
      number: numbers[index] ?? 0,
      region: region ?? 'auto',
      apiKey: readSecret(apiKey),
      cookieHeader: readSecret(cookieHeader),
    }));
  },
  parse: () => undefined,
  examples: [],
  innerKeys: Object.keys(accountEntries),
};

/** The accounts as the page gets them: of secrets only the last characters. */
export function viewAccounts(list: readonly AccountSettings[]): readonly AccountView[] {
  return list.map(({ apiKey, cookieHeader, ...rest }) => ({
    ...rest,
    apiKey: viewSecret(apiKey),
    cookieHeader: viewSecret(cookieHeader),
  }));
}

/**
 * The accounts' numbers: their own, and for accounts added by hand the lowest free ones. The main
 * account is 0.
 */
export function accountNumbers(
  entries: readonly { readonly number?: unknown }[],
): readonly number[] {
  const taken = new Set<number>();
  const own = entries.map(({ number }) => {
    if (typeof number !== 'number' || taken.has(number)) return undefined;
    taken.add(number);
    return number;
  });
  let free = 0;
  return own.map((number) => {
    if (number !== undefined) return number;
    do free += 1;
    while (taken.has(free));
    return free;
  });
}
