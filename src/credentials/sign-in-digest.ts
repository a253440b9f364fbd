import { textDigest } from '../domain/text-digest.ts';
import type { CredentialQuery, PlannedSource } from './credential.ts';

/**
 * A word that changes whenever a sign-in appears at one of the places, goes, or is replaced;
 * undefined while there is none. The values can't be told from it. Sends nothing; rejects with the
 * reason of an aborted signal.
 */
export async function signInDigest(
  sources: readonly PlannedSource[],
  ask: CredentialQuery,
): Promise<string | undefined> {
  const found: string[] = [];
  for (const source of sources) {
    if ('skipped' in source) continue;
    const finding = await source.find(ask);
    if (finding.kind === 'found') found.push(`${source.id} ${finding.credential.secret.open()}`);
  }
  return found.length === 0 ? undefined : textDigest(found.join('\n'));
}
