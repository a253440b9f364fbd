import { unwrapText } from '../domain/api-key.ts';
import type { Env } from '../host/host.ts';

/**
 * The first of the named variables that holds something, without blanks and wrapping quotes.
 * Shells, `.env` files and service managers disagree on quotes, so both kinds are taken off; empty counts as absent.
 */
export function readEnvValue(env: Env, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = unwrapText(env[name] ?? '');
    if (value !== undefined) return value;
  }
  return undefined;
}
