import { join } from 'node:path';
import { readEnvValue } from '../host/env-value.ts';
import type { AbsentReason } from '../domain/attempt.ts';
import { fitsHeader } from '../domain/header-text.ts';
import { Secret } from '../domain/secret.ts';
import { isObject } from '../domain/shape.ts';
import { tryFacts } from '../host/files/try-read.ts';
import type { Host } from '../host/host.ts';
import { kimiCodeHome } from '../host/user-folders.ts';
import type { CredentialSource, Finding } from './credential.ts';
import { readJwtClaims } from './jwt-claims.ts';
import { unreadableReason } from './unreadable-reason.ts';
import { readKimiCodeConfig } from './kimi-code-config.ts';

/**
 * Kimi Code has one login per region. It forms the second file's name itself: `kimi-code-env-`
 * and the first 16 hex digits of the sha256 of
 * `{"oauthHost":"https://auth.kimi.ai","baseUrl":"https://api.kimi.ai/coding/v1"}`.
 */
const slots = [
  { file: 'kimi-code.json', baseUrl: 'https://api.kimi.com/coding/v1' },
  {
    file: 'kimi-code-env-0e4f99c69cc27850.json',
    baseUrl: 'https://api.kimi.ai/coding/v1',
  },
] as const;

/**
 * Any of these sends Kimi Code's login to another host: then the host of a stored token is unknown.
 */
const overrides = ['KIMI_CODE_BASE_URL', 'KIMI_CODE_OAUTH_HOST', 'KIMI_OAUTH_HOST'] as const;

/** A token must be valid for longer than this to be sent; access tokens live about 15 minutes. */
const minLifeMs = 60_000;

/** If several logins are unusable, the first of these reasons is reported. */
const reasonOrder: readonly AbsentReason[] = [
  'renewable',
  'expired',
  'signed-out',
  'unreadable',
  'too-large',
  'not-found',
];

type LoginHost = Pick<Host, 'clock' | 'env' | 'files' | 'platform'>;

/**
 * The login that the Kimi Code CLI uses, read-only: its file is never written and its refresh token
 * never used. `config.toml` names the login in use; without it the file written last is the one,
 * even if Kimi Code has signed out there. Each login is bound to its own base URL. With an endpoint
 * override in the environment the files are not even opened.
 */
export function createCliLoginSource(host: LoginHost): CredentialSource {
  return {
    id: 'cli',
    async find({ signal }) {
      signal.throwIfAborted();
      const override = overrides.find((name) => readEnvValue(host.env, name) !== undefined);
      if (override !== undefined)
        return { kind: 'absent', location: override, reason: 'overridden' };
      const home = kimiCodeHome(host);
      const { isInKeyring, loginInUse } = await readKimiCodeConfig(host);
      if (isInKeyring)
        return { kind: 'blocked', location: join(home, 'config.toml'), reason: 'kept-in-keyring' };
      const folder = join(home, 'credentials');
      return loginInUse === undefined
        ? findNewestLogin(host, folder)
        : findLogin(host, folder, loginInUse);
    },
  };
}

/** The host of a login in any other file is unknown, so its token is never sent. */
function findLogin(host: LoginHost, folder: string, name: string): Finding {
  const path = join(folder, `${name}.json`);
  const slot = slots.find(({ file }) => file === `${name}.json`);
  if (slot === undefined) return { kind: 'absent', location: path, reason: 'unknown-service' };
  return readSlot(host, path, slot);
}

function findNewestLogin(host: LoginHost, folder: string): Finding {
  const read = slots.map((slot) => {
    const path = join(folder, slot.file);
    const finding = readSlot(host, path, slot);
    return { finding, modifiedAtMs: tryFacts(host.files, path)?.modifiedAtMs ?? 0 };
  });
  // A corrupt file counts as missing, as in Kimi Code.
  const readable = read.filter(({ finding }) => rankOf(finding) < rankOf('unreadable'));
  const newestAtMs = Math.max(...readable.map(({ modifiedAtMs }) => modifiedAtMs));
  const [best] = (readable.length === 0 ? read : readable)
    .filter(({ modifiedAtMs }) => readable.length === 0 || modifiedAtMs === newestAtMs)
    .map(({ finding }) => finding)
    .toSorted((a, b) => rankOf(a) - rankOf(b));
  return best ?? { kind: 'absent', location: folder, reason: 'not-found' };
}

function rankOf(finding: Finding | AbsentReason): number {
  const reason =
    typeof finding === 'string' ? finding : finding.kind === 'absent' && finding.reason;
  return reason === false ? -1 : reasonOrder.indexOf(reason);
}

function readSlot(
  host: Pick<Host, 'clock' | 'files'>,
  path: string,
  { baseUrl }: (typeof slots)[number],
): Finding {
  const absent = (reason: AbsentReason): Finding => ({ kind: 'absent', location: path, reason });
  let login: unknown;
  try {
    const text = host.files.readText(path);
    if (text === undefined) return absent('not-found');
    login = JSON.parse(text);
  } catch (error) {
    return absent(unreadableReason(error));
  }
  if (!isObject(login)) return absent('unreadable');
  const { access_token: token, refresh_token: refreshToken, expires_at: expiresAt } = login;
  if (typeof token !== 'string') return absent('unreadable');
  if (token.trim() === '') return absent('signed-out');
  const expiresAtMs = secondsToMs(expiresAt);
  if (expiresAtMs === undefined || !fitsHeader(token)) return absent('unreadable');
  if (expiresAtMs - host.clock.now() <= minLifeMs)
    return absent(isRenewable(refreshToken, host.clock.now()) ? 'renewable' : 'expired');
  return {
    kind: 'found',
    credential: { kind: 'cli', secret: new Secret(token), baseUrl, expiresAtMs },
  };
}

/**
 * Will Kimi Code renew the login when it runs? Its refresh token is a JWT of 30 days, of which only
 * the expiry is read; one of another form is given the benefit of the doubt.
 */
function isRenewable(refreshToken: unknown, nowMs: number): boolean {
  if (typeof refreshToken !== 'string' || refreshToken.trim() === '') return false;
  const expiresAtMs = readJwtClaims(refreshToken)?.expiresAtMs;
  return expiresAtMs === undefined || expiresAtMs > nowMs;
}

/** Unix seconds as a number or as its text; undefined for anything else. */
function secondsToMs(value: unknown): number | undefined {
  const seconds =
    typeof value === 'string' && /^\s*\d+(\.\d+)?\s*$/.test(value) ? Number(value) : value;
  const ms = typeof seconds === 'number' ? seconds * 1000 : Number.NaN;
  return Number.isFinite(ms) ? ms : undefined;
}
