import { textDigest } from '../domain/text-digest.ts';
import { Secret } from '../domain/secret.ts';
import type { CredentialQuery, PlannedSource } from './credential.ts';

/** 16 hex digits that differ for every credential and do not reveal its value. */
export function credentialDigest(secret: Secret): string {
  return textDigest(`credential ${secret.open()}`);
}

/** Has this credential just been tried without success? */
export function wasRejected(
  { rejected }: Pick<CredentialQuery, 'rejected'>,
  token: string,
): boolean {
  return rejected !== undefined && rejected.has(credentialDigest(new Secret(token)));
}

/**
 * Changes whenever a sign-in appears, goes or is replaced at any source; undefined if there is
 * none. Does not reveal the values. Sends nothing. Rejects with the reason of an aborted signal.
 */
export async function signInDigest(
  sources: readonly PlannedSource[],
  query: CredentialQuery,
): Promise<string | undefined> {
  const found: string[] = [];
  for (const source of sources) {
    if ('skipped' in source) continue;
    const finding = await source.find(query);
    if (finding.kind === 'found') found.push(`${source.id} ${finding.credential.secret.open()}`);
  }
  return found.length === 0 ? undefined : textDigest(found.join('\n'));
}
