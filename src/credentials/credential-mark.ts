import { textMark } from '../config/text-mark.ts';
import type { Secret } from '../domain/secret.ts';

/** 16 hex digits that tell a credential from every other. Its value can't be told from them. */
export function credentialMark(secret: Secret): string {
  return textMark(`credential ${secret.open()}`);
}
