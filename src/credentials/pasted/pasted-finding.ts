import type { Finding } from '../credential.ts';
import { recognisePastedToken } from './pasted-token.ts';

export type PastedOrigin = {
  /** For the finding; never the value. */
  readonly location: string;
  readonly nowMs: number;
  /** Shown as the source's detail. */
  readonly detail?: string | undefined;
};

/**
 * The finding for a pasted session. A token past its own `exp` is `expired`, without a request.
 */
export function findPasted(
  raw: string | undefined,
  { location, nowMs, detail }: PastedOrigin,
): Finding {
  const pasted = recognisePastedToken(raw ?? '');
  switch (pasted.kind) {
    case 'token': {
      if (pasted.expiresAtMs !== undefined && pasted.expiresAtMs <= nowMs)
        return { kind: 'absent', location, reason: 'expired' };
      return {
        kind: 'found',
        credential: {
          kind: 'web',
          secret: pasted.token,
          detail,
        },
      };
    }
    case 'empty':
      return { kind: 'absent', location, reason: 'not-set' };
    case 'no-session-cookie':
      return { kind: 'absent', location, reason: 'no-session' };
    case 'api-key':
    case 'unrecognised':
      return { kind: 'absent', location, reason: 'not-recognised' };
  }
}
