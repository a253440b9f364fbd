import type { Credential, CredentialSource } from '../credentials/credential.ts';
import type { PastedCredential } from '../domain/pasted-credential.ts';
import type { UsageOutcome } from '../domain/usage-snapshot.ts';
import { startDeadline } from '../host/deadline.ts';
import type { Host } from '../host/host.ts';
import { fetchUsage } from './fetch-usage.ts';
import type { KimiAddress } from './read-with.ts';

/**
 * Reads usage once with this credential and no other; nothing is kept. Expected trouble is an outcome.
 * Throws `Failure` of kind `cancelled` when the person gave up.
 */
export async function tryCredential(
  deps: Pick<Host, 'http' | 'clock' | 'log'>,
  { kind, secret }: PastedCredential,
  address: KimiAddress,
  ask: { readonly timeoutMs: number; readonly signal: AbortSignal },
): Promise<UsageOutcome> {
  const isKey = kind === 'api-key';
  const credential: Credential = isKey
    ? { kind: 'api-key', secret, origin: 'config' }
    : { kind: 'web', secret };
  const source: CredentialSource = {
    id: isKey ? 'api-key' : 'manual-cookie',
    find: async () => ({ kind: 'found', credential }),
  };
  const deadline = startDeadline(ask.timeoutMs, ask.signal);
  try {
    const choice = isKey ? 'api' : 'web';
    const result = await fetchUsage(deps, {
      choice,
      sources: [source],
      address,
      mayPrompt: false,
      signal: deadline.signal,
    });
    return result.kind === 'ok' ? { ...result, kind: 'fresh' } : result;
  } finally {
    deadline.clear();
  }
}
