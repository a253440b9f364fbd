import { join } from 'node:path';
import type { Diagnosis, PlaceDiagnosis } from '../domain/diagnosis.ts';
import { readEnvValue } from '../host/env-value.ts';
import { tryFacts } from '../host/files/try-read.ts';
import type { Host } from '../host/host.ts';
import type { CredentialQuery, PlannedSource } from './credential.ts';

/**
 * Looks at each planned place in turn and says what is there. Sends nothing; rejects with the
 * reason of an aborted signal.
 */
export async function diagnoseSources(
  host: Pick<Host, 'env' | 'files' | 'platform'>,
  sources: readonly PlannedSource[],
  ask: CredentialQuery,
): Promise<Diagnosis> {
  const places: PlaceDiagnosis[] = [];
  for (const source of sources) places.push(await diagnosePlace(source, ask));
  const legacyLogin = findLegacyCliLogin(host);
  return { places, legacyLogin };
}

async function diagnosePlace(
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
 * The path of a login left by the older `kimi-cli` (`$KIMI_SHARE_DIR` or `~/.kimi`), undefined
 * where there is none, or where nobody may look. It is no credential for us and is never opened: a
 * person is told that Kimi Code took its place.
 */
export function findLegacyCliLogin(
  host: Pick<Host, 'env' | 'files' | 'platform'>,
): string | undefined {
  const home = readEnvValue(host.env, 'KIMI_SHARE_DIR') ?? join(host.platform.homeDir, '.kimi');
  const path = join(home, 'credentials', 'kimi-code.json');
  return tryFacts(host.files, path) === undefined ? undefined : path;
}
