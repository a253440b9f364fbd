import type { Credential, CredentialSource, Finding } from '../../../src/credentials/credential.ts';
import type { AttemptSource } from '../../../src/domain/attempt.ts';
import { Secret } from '../../../src/domain/secret.ts';
import type { FetchContext } from '../../../src/kimi/fetch-usage.ts';

/**
 * A place that finds this, and counts how often it was looked at and whether it might have
 * prompted.
 */
export type WatchedPlace = CredentialSource & { readonly prompts: boolean[] };

export function place(id: AttemptSource, finding: Finding | Credential): WatchedPlace {
  const prompts: boolean[] = [];
  const found: Finding = 'secret' in finding ? { kind: 'found', credential: finding } : finding;
  return {
    id,
    prompts,
    async find({ mayPrompt }) {
      prompts.push(mayPrompt);
      return found;
    },
  };
}

export function apiKeyPlace(key: string): WatchedPlace {
  return place('api-key', { kind: 'api-key', secret: new Secret(key), origin: 'env' });
}

export function cliPlace(token: string, baseUrl = 'https://api.kimi.ai/coding/v1'): WatchedPlace {
  return place('cli', {
    kind: 'cli',
    secret: new Secret(token),
    baseUrl,
    expiresAtMs: Number.MAX_SAFE_INTEGER,
  });
}

export function webPlace(id: AttemptSource, token: string, detail?: string): WatchedPlace {
  return place(id, {
    kind: 'web',
    secret: new Secret(token),
    detail,
  });
}

/** An ask with everything filled in but what a test is about. */
export function askFor(
  wish: Partial<Omit<FetchContext, 'address'>> & {
    address?: Partial<FetchContext['address']> | undefined;
  },
): FetchContext {
  return {
    choice: 'auto',
    sources: [],
    mayPrompt: false,
    signal: new AbortController().signal,
    ...wish,
    address: { version: '1.2.3', timezone: 'UTC', ...wish.address },
  };
}
