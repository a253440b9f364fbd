import { recognisePaste } from '../credentials/pasted/pasted-credential.ts';
import { recognisePastedToken } from '../credentials/pasted/pasted-token.ts';
import { classifyApiKey, cleanApiKey } from '../domain/api-key.ts';
import type { CredentialTrial } from '../domain/daemon-api.ts';
import { Failure, type FailureDetail } from '../domain/failure.ts';
import type { PastedCredential, PasteRefusal } from '../domain/pasted-credential.ts';
import { Secret } from '../domain/secret.ts';
import { en } from '../present/messages/en.ts';

export { recognisePaste, recognisePastedToken };

/**
 * The API key in a text, or why there is none: an empty text, a key of another service, a sign-in
 * token, or several words.
 */
export function apiKeyIn(
  text: string,
): Secret | 'missing' | 'open-platform' | 'token' | 'not-one-word' {
  const key = cleanApiKey(text);
  const shape = classifyApiKey(text);
  if (key === undefined || shape === 'empty') return 'missing';
  if (shape === 'open-platform') return 'open-platform';
  if (shape === 'jwt') return 'token';
  return shape === 'unusable' ? 'not-one-word' : new Secret(key);
}

/**
 * The API key in a text as a credential. Throws `invalid-arguments` if there is none, with the
 * reason as its detail.
 */
export function requireApiKey(text: string): PastedCredential {
  const key = apiKeyIn(text);
  if (typeof key === 'string') throw refusal(keyRefusals[key]);
  return { kind: 'api-key', secret: key };
}

/**
 * The web session in a text of any supported form. Throws `invalid-arguments` if there is none.
 */
export function requireSession(text: string, nowMs: number): PastedCredential {
  const pasted = recognisePaste(text, nowMs);
  if (pasted.kind === 'refused') throw refusal(refusals[pasted.reason]);
  if (pasted.credential.kind === 'api-key') throw refusal({ code: 'api-key-as-cookie' });
  return pasted.credential;
}

/** The credential that a trial names: its API key if it has one, else its web session. */
export function requireCredential(
  { apiKey, cookieHeader }: CredentialTrial,
  nowMs: number,
): PastedCredential {
  return apiKey === undefined ? requireSession(cookieHeader, nowMs) : requireApiKey(apiKey);
}

const keyRefusals: Record<Extract<ReturnType<typeof apiKeyIn>, string>, FailureDetail> = {
  missing: { code: 'argument', subject: en.config.apiKeyMissing },
  'open-platform': { code: 'open-platform-key' },
  token: { code: 'jwt-as-api-key' },
  'not-one-word': { code: 'key-not-one-word' },
};

const refusals: Record<PasteRefusal, FailureDetail> = {
  empty: { code: 'argument', subject: en.config.cookieMissing },
  'open-platform-key': { code: 'open-platform-key' },
  'no-session-cookie': { code: 'no-session-cookie' },
  expired: { code: 'web-token-expired' },
  unrecognised: { code: 'no-session-in-text' },
};

function refusal(detail: FailureDetail): Failure {
  return new Failure('invalid-arguments', `not a usable credential (${detail.code})`, { detail });
}
