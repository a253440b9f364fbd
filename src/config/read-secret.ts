import { unwrapText } from '../domain/api-key.ts';
import { Secret } from '../domain/secret.ts';

/** A secret as it stands in the config file, without blanks and wrapping quotes; undefined where nothing is left. */
export function readSecret(text: string | null | undefined): Secret | undefined {
  const value = unwrapText(text ?? '');
  return value === undefined ? undefined : new Secret(value);
}
