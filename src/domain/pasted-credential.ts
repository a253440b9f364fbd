import type { Secret } from './secret.ts';

/** A credential that a person has just pasted and that is not part of the settings yet. */
export type PastedCredential = {
  readonly kind: 'api-key' | 'web-session';
  /** The key or the token alone, without the clothes it came in. */
  readonly secret: Secret;
};

/** Why a pasted text can't be used. */
export type PasteRefusal =
  | 'empty'
  | 'open-platform-key'
  | 'no-session-cookie'
  | 'expired'
  | 'unrecognised';
