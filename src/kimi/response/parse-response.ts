import { Failure } from '../../domain/failure.ts';
import { jsonDepth } from '../../domain/json-depth.ts';
import type { Secret } from '../../domain/secret.ts';

/** Real responses are six levels deep. */
const maxDepth = 64;

/**
 * The JSON value of a response. Throws `unreadable-answer`: `too-deep` for nesting that no honest
 * response has, `not-json` otherwise. The parser's own error is dropped: its message quotes the
 * body.
 */
export function parseResponse(text: string): unknown {
  if (jsonDepth(text) > maxDepth) {
    throw new Failure('unreadable-answer', 'the response is nested too deeply', {
      detail: { code: 'too-deep' },
    });
  }
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new Failure('unreadable-answer', 'the response is not JSON', {
      detail: { code: 'not-json' },
    });
  }
}

/** No credential is this short, and replacing single letters would garble names. */
const minSecretLength = 8;

/**
 * A parsed response without the credential of its request: a service, or a proxy in between, may
 * echo it, and names and labels are shown and cached. Runs on parsed texts, so that escapes hide
 * nothing, and before texts are shortened, so that no half of the credential survives.
 */
export function withoutEcho(value: unknown, token: Secret): unknown {
  const secret = token.open();
  return secret.length < minSecretLength ? value : replaceIn(value, secret);
}

function replaceIn(value: unknown, secret: string): unknown {
  if (typeof value === 'string') return value.replaceAll(secret, '[secret]');
  if (Array.isArray(value)) return value.map((item) => replaceIn(item, secret));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, replaceIn(item, secret)]),
  );
}
