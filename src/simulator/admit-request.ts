import type { SimulatedAccount } from './demo-accounts.ts';
import type { RecordedRequest } from './recorded-request.ts';
import { isWebSurface, type Surface } from './scenario.ts';

/** Whose request it is, or why it is turned away. */
export type Admission =
  | { readonly kind: 'admitted'; readonly account: SimulatedAccount; readonly credential: string }
  | { readonly kind: 'refused'; readonly status: number; readonly why: string };

/**
 * Checks a request as Kimi does: the Code API wants a bearer it knows; the web gateway wants a browser's JSON call with
 * the session token both as bearer and as `kimi-auth` cookie. `anyone` lets unknown credentials in as the first account.
 */
export function admitRequest(
  request: RecordedRequest,
  surface: Surface,
  accounts: readonly SimulatedAccount[],
  anyone: boolean,
): Admission {
  const web = isWebSurface(surface);
  const malformed = web ? wrongWebCall(request) : undefined;
  if (malformed !== undefined) return malformed;
  const credential = /^Bearer (.+)$/.exec(request.headers['authorization'] ?? '')?.[1] ?? '';
  if (credential === '') return refused(401, 'No credential was sent');
  if (web && cookieValue(request.headers['cookie'] ?? '', 'kimi-auth') !== credential) {
    return refused(401, 'The kimi-auth cookie is missing or is not the bearer token');
  }
  const keysOf = ({ apiKeys, cliTokens, webTokens }: SimulatedAccount): readonly string[] =>
    web ? webTokens : [...apiKeys, ...cliTokens];
  const account =
    accounts.find((candidate) => keysOf(candidate).includes(credential)) ??
    (anyone ? accounts[0] : undefined);
  return account === undefined
    ? refused(401, 'The credential is invalid or expired')
    : { kind: 'admitted', account, credential };
}

function wrongWebCall({ headers, body }: RecordedRequest): Admission | undefined {
  if (!/^application\/json\b/i.test(headers['content-type'] ?? ''))
    return refused(415, 'The content type must be application/json');
  if (headers['connect-protocol-version'] !== '1')
    return refused(400, 'The header connect-protocol-version must be 1');
  if (!headers['user-agent']?.startsWith('Mozilla/5.0 '))
    return refused(403, 'Only browsers are served here');
  return isJsonObject(body) ? undefined : refused(400, 'The body must be a JSON object');
}

function refused(status: number, why: string): Admission {
  return { kind: 'refused', status, why };
}

function cookieValue(header: string, name: string): string | undefined {
  const pairs = header.split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
