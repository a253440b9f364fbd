import { Failure } from '../../domain/failure.ts';
import { jsonDepth } from '../../domain/json-depth.ts';
import type { Secret } from '../../domain/secret.ts';

/** Real answers are six levels deep. */
const depthLimit = 64;

/**
 * The JSON value of an answer. Throws `unreadable-answer`: `too-deep` for nesting that no honest answer has, `not-json`
 * otherwise. The parser's own error is left out on purpose: its message quotes the body.
 */
export function parseResponse(text: string): unknown {
  if (jsonDepth(text) > depthLimit) {
    throw new Failure('unreadable-answer', 'the answer is nested too deeply', {
      detail: { code: 'too-deep' },
    });
  }
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new Failure('unreadable-answer', 'the answer is not JSON', {
      detail: { code: 'not-json' },
    });
  }
}

/** No credential is this short, and blotting out a letter would only garble names. */
const shortestSecret = 8;

/**
 * A parsed answer with the credential it was asked for blotted out of every text: a service, or a proxy in between, may echo
 * what was sent, and names and labels are shown and kept. Looks at parsed texts, so that no way of escaping hides it, and
 * before they are cut to length, so that no half of it stays.
 */
export function withoutEcho(value: unknown, token: Secret): unknown {
  const secret = token.open();
  return secret.length < shortestSecret ? value : blot(value, secret);
}

function blot(value: unknown, secret: string): unknown {
  if (typeof value === 'string') return value.replaceAll(secret, '[secret]');
  if (Array.isArray(value)) return value.map((item) => blot(item, secret));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, blot(item, secret)]));
}
