import type { Secret } from './secret.ts';

const mark = '@keyring:';

/**
 * What the config file has in place of an API key that the system keyring keeps. `id` names the
 * entry, and is a new one for every key, so that another key is never taken for the same.
 */
export function keyringReference(id: string): string {
  return mark + id;
}

/** The entry's id if a text is such a reference. */
export function keyringId(text: string | undefined): string | undefined {
  const id = text?.startsWith(mark) === true ? text.slice(mark.length) : undefined;
  return id !== undefined && /^[\da-f]{8,32}$/.test(id) ? id : undefined;
}

/** A secret's last characters, or that the keyring keeps it. */
export function secretHint(secret: Secret): string {
  return keyringId(secret.open()) === undefined ? secret.hint() : 'keyring';
}

/** The ids of all references in a config file's text. */
export function keyringIdsIn(text: string): readonly string[] {
  return [...text.matchAll(/"@keyring:([\da-f]{8,32})"/g)].map(([, id = '']) => id);
}
