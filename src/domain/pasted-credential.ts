import type { Secret } from './secret.ts';

/** A credential that the user has just pasted; it is not part of the settings yet. */
export type PastedCredential = {
  readonly kind: 'api-key' | 'web-session';
  /** Only the key or the token, whatever form it was pasted in. */
  readonly secret: Secret;
};

/** Why a pasted text is rejected. */
export type PasteRefusal =
  | 'empty'
  | 'open-platform-key'
  | 'no-session-cookie'
  | 'expired'
  | 'unrecognised';
