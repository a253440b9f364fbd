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

/**
 * Does a change of the config file, then removes the keys from the keyring that the file no longer
 * refers to. A locked keyring keeps them.
 */
export async function forgettingKeys(
  host: Host,
  { path, ask }: { readonly path: string; readonly ask: KeyringAsk },
  change: () => Promise<unknown>,
): Promise<void> {
  const before = keyringIdsIn(tryReadText(host.files, path) ?? '');
  await change();
  if (before.length === 0) return;
  const kept = keyringIdsIn(tryReadText(host.files, path) ?? '');
  const keyring = openKeyring(host);
  for (const id of before) if (!kept.includes(id)) await keyring.remove(id, ask);
}
