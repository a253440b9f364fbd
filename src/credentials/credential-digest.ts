import { textDigest } from '../domain/text-digest.ts';
import type { Secret } from '../domain/secret.ts';

/** 16 hex digits that tell a credential from every other. Its value can't be told from them. */
export function credentialDigest(secret: Secret): string {
  return textDigest(`credential ${secret.open()}`);
}
