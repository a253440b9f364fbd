import { join } from 'node:path';
import { readEnvValue } from '../host/env-value.ts';
import type { AbsentReason } from '../domain/attempt.ts';
import { fitsHeader } from '../domain/header-text.ts';
import { Secret } from '../domain/secret.ts';
import { isObject } from '../domain/shape.ts';
import type { Host } from '../host/host.ts';
import { kimiCodeHome } from '../host/user-folders.ts';
import type { CredentialSource, Finding } from './credential.ts';

/**
 * Kimi Code has one login per region. It forms the second file's name itself: `kimi-code-env-`
 * and the first 16 hex digits of the sha256 of
 * `{"oauthHost":"https://auth.kimi.ai","baseUrl":"https://api.kimi.ai/coding/v1"}`.
 */
const slots = [
  { file: 'kimi-code.json', baseUrl: 'https://api.kimi.com/coding/v1' },
  { file: 'kimi-code-env-0e4f99c69cc27850.json', baseUrl: 'https://api.kimi.ai/coding/v1' },
] as const;

/**
 * Any of these sends Kimi Code's login to another host: then the host of a stored token is unknown.
 */
const overrides = ['KIMI_CODE_BASE_URL', 'KIMI_CODE_OAUTH_HOST', 'KIMI_OAUTH_HOST'] as const;

/** A token must be valid for longer than this to be sent; access tokens live about 15 minutes. */
const minLifeMs = 60_000;

/** If both slots are unusable, the first of these reasons is reported. */
const reasonOrder: readonly AbsentReason[] = ['expired', 'unreadable', 'signed-out', 'not-found'];

/**
 * The login of the Kimi Code CLI, read-only: its file is never written and its refresh token never
 * used. The default region's login comes first, then the global one, each bound to its own base
 * URL. With an endpoint override in the environment the files are not even opened.
 */
export function createCliLoginSource(
  host: Pick<Host, 'clock' | 'env' | 'files' | 'platform'>,
): CredentialSource {
  return {
    id: 'cli',
    async find({ signal }) {
      signal.throwIfAborted();
      const override = overrides.find((name) => readEnvValue(host.env, name) !== undefined);
      if (override !== undefined)
        return { kind: 'absent', location: override, reason: 'overridden' };
      const folder = join(kimiCodeHome(host), 'credentials');
      const findings: AbsentFinding[] = [];
      for (const { file, baseUrl } of slots) {
        const path = join(folder, file);
        const finding = readSlot(host, path, baseUrl);
        if (finding.kind !== 'absent') return finding;
        findings.push(finding);
      }
      const [first, second] = findings as [AbsentFinding, AbsentFinding];
      return reasonOrder.indexOf(second.reason) < reasonOrder.indexOf(first.reason)
        ? second
        : first;
    },
  };
}

type AbsentFinding = Extract<Finding, { kind: 'absent' }>;

function readSlot(host: Pick<Host, 'clock' | 'files'>, path: string, baseUrl: string): Finding {
  const absent = (reason: AbsentReason): Finding => ({ kind: 'absent', location: path, reason });
  let login: unknown;
  try {
    const text = host.files.readText(path);
    if (text === undefined) return absent('not-found');
    login = JSON.parse(text);
  } catch {
    return absent('unreadable');
  }
  if (!isObject(login)) return absent('unreadable');
  const { access_token: token, expires_at: expiresAt } = login;
  if (typeof token !== 'string') return absent('unreadable');
  if (token.trim() === '') return absent('signed-out');
  const expiresAtMs = secondsToMs(expiresAt);
  if (expiresAtMs === undefined || !fitsHeader(token)) return absent('unreadable');
  if (expiresAtMs - host.clock.now() <= minLifeMs) return absent('expired');
  return {
    kind: 'found',
    credential: { kind: 'cli', secret: new Secret(token), baseUrl, expiresAtMs },
  };
}

/** Unix seconds as a number or as its text; undefined for anything else. */
function secondsToMs(value: unknown): number | undefined {
  const seconds =
    typeof value === 'string' && /^\s*\d+(\.\d+)?\s*$/.test(value) ? Number(value) : value;
  const ms = typeof seconds === 'number' ? seconds * 1000 : Number.NaN;
  return Number.isFinite(ms) ? ms : undefined;
}
