import { classifyApiKey, cleanApiKey } from '../../domain/api-key.ts';
import type { PastedCredential, PasteRefusal } from '../../domain/pasted-credential.ts';
import { Secret } from '../../domain/secret.ts';
import { recognisePastedToken } from './pasted-token.ts';

export type RecognisedPaste =
  | { readonly kind: 'credential'; readonly credential: PastedCredential }
  | { readonly kind: 'refused'; readonly reason: PasteRefusal };

/**
 * Recognises a pasted text: a Kimi Code API key, also as a line of a shell file, or a web session
 * in any form that `recognisePastedToken` knows. Sends nothing; does not guess what a single word
 * is.
 */
export function recognisePaste(raw: string, nowMs: number): RecognisedPaste {
  const text = cleanApiKey(raw);
  if (text === undefined) return refused('empty');
  const shape = classifyApiKey(text);
  if (shape === 'open-platform') return refused('open-platform-key');
  if (shape === 'kimi-code')
    return { kind: 'credential', credential: { kind: 'api-key', secret: new Secret(text) } };
  const pasted = recognisePastedToken(text);
  switch (pasted.kind) {
    case 'token':
      if (pasted.expiresAtMs !== undefined && pasted.expiresAtMs <= nowMs)
        return refused('expired');
      return { kind: 'credential', credential: { kind: 'web-session', secret: pasted.token } };
    case 'api-key':
      return refused('unrecognised');
    case 'empty':
    case 'no-session-cookie':
    case 'unrecognised':
      return refused(pasted.kind);
  }
}

function refused(reason: PasteRefusal): RecognisedPaste {
  return { kind: 'refused', reason };
}
