import type { Secret } from '../domain/secret.ts';
import type { Host } from '../host/host.ts';
import type { CredentialSource } from './credential.ts';
import { findPasted } from './pasted/pasted-finding.ts';

/** The session pasted into the config file (`cookieHeader`), in whatever form it was pasted. */
export function createManualCookieSource(
  host: Pick<Host, 'clock'>,
  cookieHeader: Secret | undefined,
): CredentialSource {
  return {
    id: 'manual-cookie',
    async find({ signal }) {
      signal.throwIfAborted();
      return findPasted(cookieHeader?.open(), { location: 'config', nowMs: host.clock.now() });
    },
  };
}
