import type { Finding } from '../credential.ts';
import { recognisePastedToken } from './pasted-token.ts';

export type PastedPlace = {
  /** Names the place, never the value. */
  readonly looked: string;
  readonly nowMs: number;
  /** Shown as the source's detail. */
  readonly detail?: string | undefined;
};

/**
 * What a pasted session is worth now: a token past its own `exp` is `expired` before anything is
 * sent.
 */
export function findPasted(
  raw: string | undefined,
  { looked, nowMs, detail }: PastedPlace,
): Finding {
  const pasted = recognisePastedToken(raw ?? '');
  switch (pasted.kind) {
    case 'token': {
      if (pasted.expiresAtMs !== undefined && pasted.expiresAtMs <= nowMs)
        return { kind: 'absent', looked, reason: 'expired' };
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
      return { kind: 'absent', looked, reason: 'not-set' };
    case 'no-session-cookie':
      return { kind: 'absent', looked, reason: 'no-session' };
    case 'api-key':
    case 'unrecognised':
      return { kind: 'absent', looked, reason: 'not-recognised' };
  }
}
