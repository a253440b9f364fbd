import { Failure } from '../../domain/failure.ts';
import { Secret } from '../../domain/secret.ts';
import type { UsageSource } from '../../domain/usage-snapshot.ts';
import { rejectedCode } from './classify-response.ts';

/** The one place where headers are made of credentials; their values stay wrapped until the request is written. */
export function bearer(token: Secret, source: UsageSource): Secret {
  return new Secret(`Bearer ${sendable(token, source)}`);
}

/** The web gateway wants its token as a cookie, too. */
export function sessionCookie(token: Secret): Secret {
  return new Secret(`kimi-auth=${sendable(token, 'web')}`);
}

/** A value with blanks, line ends or quotes is no token, and could smuggle a second header in: refused before anything is sent. */
function sendable(token: Secret, source: UsageSource): string {
  const value = token.open();
  if (/^[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]+$/.test(value)) return value;
  throw new Failure('credential-rejected', 'the credential holds characters that no token has', {
    detail: { code: rejectedCode[source] },
  });
}
