import { isAbsolute, join } from 'node:path';
import type { Region } from '../domain/setting-choices.ts';
import { isObject } from '../domain/shape.ts';
import { readEnvValue } from '../host/env-value.ts';
import type { Host } from '../host/host.ts';
import { unreadableReason } from './unreadable-reason.ts';
import { wasRejected } from './credential-digest.ts';
import { keyFinding } from './api-key-source.ts';
import type { CredentialSource } from './credential.ts';

/** OpenCode's names of Kimi Code plans, and the service that each key belongs to. */
const plans = [
  { name: 'kimi-for-coding', region: 'mainland' },
  { name: 'kimi-code-plan-cn', region: 'mainland' },
  { name: 'kimi-code-plan-global', region: 'global' },
] as const;

/**
 * The Kimi Code API key that OpenCode stores (`opencode auth login`), read-only. With a `region`
 * other than `auto` only that region's key counts. With `KIMI_CODE_BASE_URL` the file is not even
 * opened: its keys belong to Kimi's own hosts.
 */
export function createOpenCodeSource(
  host: Pick<Host, 'env' | 'files' | 'platform'>,
  region: Region,
): CredentialSource {
  return {
    id: 'opencode',
    async find(query) {
      query.signal.throwIfAborted();
      if (readEnvValue(host.env, 'KIMI_CODE_BASE_URL') !== undefined)
        return { kind: 'absent', location: 'KIMI_CODE_BASE_URL', reason: 'overridden' };
      const location = join(dataHome(host), 'opencode', 'auth.json');
      const stored = readStored(host, location);
      if (typeof stored === 'string') return { kind: 'absent', location, reason: stored };
      const findings = plans
        .filter((plan) => region === 'auto' || region === plan.region)
        .map((plan) =>
          keyFinding(storedKey(stored[plan.name]), {
            location,
            origin: 'opencode',
            region: plan.region,
            detail: 'OpenCode',
          }),
        );
      return (
        findings.find(
          (finding) =>
            finding.kind === 'found' && !wasRejected(query, finding.credential.secret.open()),
        ) ??
        findings.find(({ kind }) => kind === 'blocked') ?? {
          kind: 'absent',
          location,
          reason: 'not-found',
        }
      );
    },
  };
}

/** OpenCode has the same folder on every system. */
function dataHome({ env, platform }: Pick<Host, 'env' | 'platform'>): string {
  const folder = readEnvValue(env, 'XDG_DATA_HOME');
  return folder !== undefined && isAbsolute(folder)
    ? folder
    : join(platform.homeDir, '.local', 'share');
}

function readStored(
  { files }: Pick<Host, 'files'>,
  path: string,
): Readonly<Record<string, unknown>> | 'unreadable' | 'too-large' | 'not-found' {
  try {
    const text = files.readText(path);
    const stored: unknown = text === undefined ? undefined : JSON.parse(text);
    if (stored === undefined) return 'not-found';
    return isObject(stored) ? stored : 'unreadable';
  } catch (error) {
    return unreadableReason(error);
  }
}

/** `entry` is `{"type":"api","key":"…"}`; other types are no keys. */
function storedKey(entry: unknown): string | undefined {
  const key = isObject(entry) && entry['type'] === 'api' ? entry['key'] : undefined;
  return typeof key === 'string' ? key : undefined;
}
