import { join } from 'node:path';
import type { Diagnosis, PlaceDiagnosis } from '../domain/diagnosis.ts';
import { readEnvValue } from '../host/env-value.ts';
import { tryFacts } from '../host/files/try-read.ts';
import type { Host } from '../host/host.ts';
import type { CredentialQuery, PlannedSource } from './credential.ts';

/**
 * Searches each source in turn and reports what it found. Sends nothing. Rejects with the reason of
 * an aborted signal.
 */
export async function diagnoseSources(
  host: Pick<Host, 'env' | 'files' | 'platform'>,
  sources: readonly PlannedSource[],
  ask: CredentialQuery,
): Promise<Omit<Diagnosis, 'site'>> {
  const places: PlaceDiagnosis[] = [];
  for (const source of sources) places.push(await diagnoseSource(source, ask));
  const legacyLogin = findLegacyCliLogin(host);
  return { places, legacyLogin };
}

async function diagnoseSource(
  planned: PlannedSource,
  ask: CredentialQuery,
): Promise<PlaceDiagnosis> {
  if ('skipped' in planned)
    return { source: planned.id, state: 'skipped', reason: planned.skipped };
  const finding = await planned.find(ask);
  if (finding.kind !== 'found') {
    const { kind: state, location, reason } = finding;
    return { source: planned.id, state, location, reason } as PlaceDiagnosis;
  }
  const detail = finding.credential.kind === 'web' ? finding.credential.detail : undefined;
  return { source: planned.id, state: 'found', detail };
}

/**
 * The path of a login of the legacy `kimi-cli` (`$KIMI_SHARE_DIR` or `~/.kimi`), undefined if there
 * is none. It is never opened: `doctor` only says that Kimi Code has replaced it.
 */
export function findLegacyCliLogin(
  host: Pick<Host, 'env' | 'files' | 'platform'>,
): string | undefined {
  const home = readEnvValue(host.env, 'KIMI_SHARE_DIR') ?? join(host.platform.homeDir, '.kimi');
  const path = join(home, 'credentials', 'kimi-code.json');
  return tryFacts(host.files, path) === undefined ? undefined : path;
}
