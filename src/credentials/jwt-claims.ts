import { isJwtShaped } from '../domain/api-key.ts';
import { isHeaderWord } from '../domain/header-text.ts';
import { isObject } from '../domain/shape.ts';

/**
 * The claims of a `kimi-auth` token. Unverified: only for headers and to detect expired tokens.
 */
export type JwtClaims = {
  /** `exp`, in epoch milliseconds. */
  readonly expiresAtMs?: number | undefined;
  /** `sub`. */
  readonly subject?: string | undefined;
  /** `ssid`. */
  readonly sessionId?: string | undefined;
  /** `device_id`. */
  readonly deviceId?: string | undefined;
};

/**
 * Decodes a token's claims without checking its signature; undefined if it can't be decoded. Leaves
 * out claims that no header can carry.
 */
export function readJwtClaims(token: string): JwtClaims | undefined {
  if (!isJwtShaped(token)) return undefined;
  const claims = parseObject(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
  if (claims === undefined) return undefined;
  const expiresAtMs = momentOf(claims['exp']);
  const subject = headerText(claims['sub']);
  const sessionId = headerText(claims['ssid']);
  const deviceId = headerText(claims['device_id']);
  return {
    expiresAtMs,
    subject,
    sessionId,
    deviceId,
  };
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function momentOf(seconds: unknown): number | undefined {
  const ms = typeof seconds === 'number' ? seconds * 1000 : 0;
  return ms > 0 && Number.isFinite(ms) ? ms : undefined;
}

/** Identifiers come as text or as whole numbers. */
function headerText(value: unknown): string | undefined {
  const text = Number.isSafeInteger(value) ? String(value) : value;
  return typeof text === 'string' && text.length <= 256 && isHeaderWord(text) ? text : undefined;
}
