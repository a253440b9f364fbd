import type { Credential, CredentialSource } from '../credentials/credential.ts';
import type { PastedCredential } from '../domain/pasted-credential.ts';
import type { UsageOutcome } from '../domain/usage-snapshot.ts';
import type { Host } from '../host/host.ts';
import { within } from '../host/within.ts';
import { fetchUsage } from './fetch-usage.ts';
import type { KimiAddress } from './read-with.ts';

type TrialContext = {
  readonly address: KimiAddress;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
};

/**
 * Requests usage once with this credential only; nothing is cached. Expected failures are outcomes.
 * Throws `Failure` of kind `cancelled` if the user cancelled.
 */
export async function tryCredential(
  deps: Pick<Host, 'http' | 'clock' | 'log'>,
  { kind, secret }: PastedCredential,
  { address, timeoutMs, signal }: TrialContext,
): Promise<UsageOutcome> {
  const isKey = kind === 'api-key';
  const credential: Credential = isKey
    ? { kind: 'api-key', secret, origin: 'config' }
    : { kind: 'web', secret };
  const source: CredentialSource = {
    id: isKey ? 'api-key' : 'manual-cookie',
    find: async () => ({ kind: 'found', credential }),
  };
  const limit = { clock: deps.clock, ms: timeoutMs, signal };
  const choice = isKey ? 'api' : 'web';
  const result = await within(limit, (limited) =>
    fetchUsage(deps, { choice, sources: [source], address, mayPrompt: false, signal: limited }),
  );
  return result.kind === 'ok' ? { ...result, kind: 'fresh' } : result;
}
