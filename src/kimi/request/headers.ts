import { readJwtClaims } from '../../credentials/jwt-claims.ts';
import { Failure } from '../../domain/failure.ts';
import { isCookieValue } from '../../domain/header-text.ts';
import { kimiSites, type KimiSite } from '../../domain/kimi-site.ts';
import { Secret } from '../../domain/secret.ts';
import type { UsageSource } from '../../domain/usage-snapshot.ts';
import { rejectedCode } from './classify-response.ts';

/**
 * The web gateway rejects everything but browsers. It is used with the session of the user's own
 * browser; this header is sent nowhere else.
 */
const browserUserAgent =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

/**
 * The headers that the Kimi Code Console sends. `timezone` is an IANA name. Device, session and
 * user come from the token's claims and are left out if the token cannot be decoded.
 * Throws `credential-rejected` for a value that cannot be a token.
 */
export function webHeaders(
  token: Secret,
  { timezone, site }: { readonly timezone: string; readonly site: KimiSite },
): Record<string, string | Secret | undefined> {
  const { host, console } = kimiSites[site];
  const claims = readJwtClaims(token.open());
  return {
    Accept: '*/*',
    'Accept-Language': 'en-US,en;q=0.9',
    Authorization: bearer(token, 'web'),
    'Content-Type': 'application/json',
    Cookie: new Secret(`kimi-auth=${sendable(token, 'web')}`),
    Origin: `https://${host}`,
    Referer: console,
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

/** The value of `Authorization`, still wrapped. Throws `credential-rejected` as above. */
export function bearer(token: Secret, source: UsageSource): Secret {
  return new Secret(`Bearer ${sendable(token, source)}`);
}

/**
 * A value with spaces, line breaks or quotes is not a token and could smuggle in a second header:
 * it is rejected before anything is sent.
 */
function sendable(token: Secret, source: UsageSource): string {
  const value = token.open();
  if (isCookieValue(value)) return value;
  throw new Failure('credential-rejected', 'the credential contains characters no token has', {
    detail: { code: rejectedCode[source] },
  });
}
