import { isObject } from '../domain/shape.ts';
import type { SimulatedAccount } from './demo-accounts.ts';
import type { RecordedRequest } from './recorded-request.ts';
import { isWebSurface, type Surface } from './scenario.ts';

/** The account of a request, or why the request is rejected. */
export type Admission =
  | { readonly kind: 'admitted'; readonly account: SimulatedAccount; readonly credential: string }
  | { readonly kind: 'rejected'; readonly status: number; readonly message: string };

type AdmissionRules = {
  readonly accounts: readonly SimulatedAccount[];
  /** Admits unknown credentials as the first account. */
  readonly anyone: boolean;
};

/**
 * Checks a request as Kimi does: the Code API requires a known bearer; the web gateway requires a
 * browser's JSON call with the session token both as bearer and as `kimi-auth` cookie.
 */
export function admitRequest(
  request: RecordedRequest,
  surface: Surface,
  { accounts, anyone }: AdmissionRules,
): Admission {
  const web = isWebSurface(surface);
  const malformed = web ? malformedWebCall(request) : undefined;
  if (malformed !== undefined) return malformed;
  const credential = /^Bearer (.+)$/.exec(request.headers['authorization'] ?? '')?.[1] ?? '';
  if (credential === '') return rejected(401, 'No credential was sent');
  if (web && cookieValue(request.headers['cookie'] ?? '', 'kimi-auth') !== credential) {
    return rejected(401, 'The kimi-auth cookie is missing or is not the bearer token');
  }
  const keysOf = ({ apiKeys, cliTokens, webTokens }: SimulatedAccount): readonly string[] =>
    web ? webTokens : [...apiKeys, ...cliTokens];
  const account =
    accounts.find((candidate) => keysOf(candidate).includes(credential)) ??
    (anyone ? accounts[0] : undefined);
  return account === undefined
    ? rejected(401, 'The credential is invalid or expired')
    : { kind: 'admitted', account, credential };
}

function malformedWebCall({ headers, body }: RecordedRequest): Admission | undefined {
  if (!/^application\/json\b/i.test(headers['content-type'] ?? ''))
    return rejected(415, 'The content type must be application/json');
  if (headers['connect-protocol-version'] !== '1')
    return rejected(400, 'The header connect-protocol-version must be 1');
  if (!headers['user-agent']?.startsWith('Mozilla/5.0 '))
    return rejected(403, 'Only browsers are served here');
  return isJsonObject(body) ? undefined : rejected(400, 'The body must be a JSON object');
}

function rejected(status: number, message: string): Admission {
  return { kind: 'rejected', status, message };
}

function cookieValue(header: string, name: string): string | undefined {
  const pairs = header.split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}

function isJsonObject(text: string): boolean {
  try {
    return isObject(JSON.parse(text));
  } catch {
    return false;
  }
}
