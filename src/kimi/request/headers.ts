import { readJwtClaims } from '../../credentials/jwt-claims.ts';
import { Failure } from '../../domain/failure.ts';
import { Secret } from '../../domain/secret.ts';
import type { UsageSource } from '../../domain/usage-snapshot.ts';
import { rejectedCode } from './classify-response.ts';

/** This gateway refuses anything but browsers; the session it is asked with is the person's own browser's. Used nowhere else. */
const browserUserAgent =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

/**
 * The headers the Kimi Code Console sends. `timezone` is an IANA name. Device, session and user come from the token's own
 * claims; a token that can't be decoded goes without them. Throws `credential-rejected` for a value that is no token.
 */
export function webHeaders(
  token: Secret,
  timezone: string,
): Record<string, string | Secret | undefined> {
  const claims = readJwtClaims(token.open());
  return {
    Accept: '*/*',
    'Accept-Language': 'en-US,en;q=0.9',
    Authorization: bearer(token, 'web'),
    'Content-Type': 'application/json',
    Cookie: sessionCookie(token),
    Origin: 'https://www.kimi.com',
    Referer: 'https://www.kimi.com/code/console',
    'User-Agent': browserUserAgent,
    'connect-protocol-version': '1',
    'r-timezone': timezone,
    'x-language': 'en-US',
    'x-msh-platform': 'web',
    'x-msh-device-id': claims?.deviceId,
    'x-msh-session-id': claims?.sessionId,
    'x-traffic-id': claims?.subject,
  };
}

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
