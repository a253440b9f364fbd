import type { Diagnosis, PlaceDiagnosis } from '../domain/diagnosis.ts';
import type { Host } from '../host/host.ts';
import type { CredentialQuery, PlannedSource } from './credential.ts';
import { findLegacyCliLogin } from './legacy-cli-login.ts';

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
