import type { KeyringAsk, KeyringRefusal } from '../credentials/keyring/keyring.ts';
import { openKeyring } from '../credentials/keyring/open-keyring.ts';
import { keyringId, keyringIdsIn, keyringReference } from '../domain/keyring-key.ts';
import { Secret } from '../domain/secret.ts';
import { tryReadText } from '../host/files/try-read.ts';
import type { Host } from '../host/host.ts';

/** What the config file gets for a key that the system keyring keeps now, or why it does not. */
export async function storeInKeyring(
  host: Host,
  key: Secret,
  ask: KeyringAsk,
): Promise<{ readonly reference: string } | KeyringRefusal> {
  const id = crypto.randomUUID().replaceAll('-', '');
  const stored = await openKeyring(host).write(id, key.open(), ask);
  return stored === 'stored' ? { reference: keyringReference(id) } : stored;
}

/** The key behind a reference; a text that is no reference is the key itself. */
export async function keyBehind(
  host: Host,
  stored: Secret,
  ask: KeyringAsk,
): Promise<Secret | 'missing' | KeyringRefusal> {
  const id = keyringId(stored.open());
  if (id === undefined) return stored;
  const reading = await openKeyring(host).read(id, ask);
  return reading.kind === 'found' ? new Secret(reading.text) : reading.kind;
}

type ConfigFile = { readonly path: string; readonly ask: KeyringAsk };

/**
 * Removes a key from the keyring unless the config file refers to it. False if the keyring still
 * has it, since it is locked or not reachable.
 */
export async function forgetUnusedKey(
  host: Host,
  reference: string,
  { path, ask }: ConfigFile,
): Promise<boolean> {
  const id = keyringId(reference);
  if (id === undefined || idsInFile(host, path).includes(id)) return true;
  return (await openKeyring(host).remove(id, ask)) === 'removed';
}

/**
 * Does a change of the config file, then removes the keys from the keyring that the file no longer
 * refers to. False if the keyring still has one of them.
 */
export async function forgettingKeys(
  host: Host,
  file: ConfigFile,
  change: () => Promise<unknown>,
): Promise<boolean> {
  const before = idsInFile(host, file.path);
  await change();
  let isForgotten = true;
  for (const id of before)
    if (!(await forgetUnusedKey(host, keyringReference(id), file))) isForgotten = false;
  return isForgotten;
}

function idsInFile({ files }: Host, path: string): readonly string[] {
  return keyringIdsIn(tryReadText(files, path) ?? '');
}
