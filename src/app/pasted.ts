import { recognisePaste } from '../credentials/pasted/pasted-credential.ts';
import { classifyApiKey, unwrapText } from '../domain/api-key.ts';
import { Failure, type FailureDetail } from '../domain/failure.ts';
import type { PastedCredential, PasteRefusal } from '../domain/pasted-credential.ts';
import { Secret } from '../domain/secret.ts';
import { en } from '../present/messages/en.ts';

/** The API key in a text. Throws `invalid-arguments` where it can't be one; the failure's detail says what it is instead. */
export function takeApiKey(text: string): PastedCredential {
  const key = unwrapText(text);
  const shape = classifyApiKey(text);
  if (key === undefined || shape === 'empty') throw refusal({ code: 'argument', subject: en.config.apiKeyMissing });
  if (shape === 'open-platform') throw refusal({ code: 'open-platform-key' });
  if (shape === 'jwt' || /kimi-auth=/i.test(key)) throw refusal({ code: 'jwt-as-api-key' });
  // It goes into a header: printable ASCII in one word.
  if (!/^[\x21-\x7e]+$/.test(key)) throw refusal({ code: 'argument', subject: en.config.apiKeyNotOneWord });
  return { kind: 'api-key', secret: new Secret(key) };
}

/** The web session in a text, in whatever clothes it came. Throws `invalid-arguments` where there is none in it. */
export function takeSession(text: string, nowMs: number): PastedCredential {
  const pasted = recognisePaste(text, nowMs);
  if (pasted.kind === 'refused') throw refusal(refusals[pasted.reason]);
  if (pasted.credential.kind === 'api-key') throw refusal({ code: 'argument', subject: en.config.cookieIsApiKey });
  return pasted.credential;
}

const refusals: Record<PasteRefusal, FailureDetail> = {
  empty: { code: 'argument', subject: en.config.cookieMissing },
  'open-platform-key': { code: 'open-platform-key' },
  'no-session-cookie': { code: 'argument', subject: en.config.cookieWithoutSession },
  expired: { code: 'web-token-expired' },
  unrecognised: { code: 'argument', subject: en.config.cookieNotRecognised },
};

function refusal(detail: FailureDetail): Failure {
  return new Failure('invalid-arguments', `not a usable credential (${detail.code})`, { detail });
}
