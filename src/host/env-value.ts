import { unwrapText } from '../domain/api-key.ts';
import type { Env } from './host.ts';

/**
 * The first of the named variables that is not empty, without surrounding blanks and quotes:
 * shells, `.env` files and service managers disagree on whether quotes belong to the value.
 */
export function readEnvValue(env: Env, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = unwrapText(env[name] ?? '');
    if (value !== undefined) return value;
  }
  return undefined;
}
