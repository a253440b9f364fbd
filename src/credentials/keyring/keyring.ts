/**
 * Why the keyring did not do it. `locked` also if the user closed its dialog; `koffi-missing` on a
 * Windows without the optional package that calls it.
 */
export type KeyringRefusal = 'locked' | 'unavailable' | 'koffi-missing';

export type KeyringReading =
  | { readonly kind: 'found'; readonly text: string }
  | { readonly kind: 'missing' | KeyringRefusal };

/** May the system ask for a password? Only if the user waits at the terminal. */
export type KeyringAsk = { readonly mayPrompt: boolean; readonly signal: AbortSignal };

/** The system's store for secrets. Rejects only with the reason of an aborted signal. */
export type Keyring = {
  read(id: string, ask: KeyringAsk): Promise<KeyringReading>;
  write(id: string, text: string, ask: KeyringAsk): Promise<'stored' | KeyringRefusal>;
  /** `removed` also if there is no such entry. */
  remove(id: string, ask: KeyringAsk): Promise<'removed' | KeyringRefusal>;
};
