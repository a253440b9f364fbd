import { createHash } from 'node:crypto';
import type { KimiSite } from '../../domain/kimi-site.ts';
import type { Files } from '../../host/host.ts';
import { withCookieSnapshot } from '../cookie-snapshot.ts';
import { readJwtClaims } from '../jwt-claims.ts';
import type { PlainSession } from './cookie-rows.ts';
import { readCookieFile } from './sweet-cookie.ts';

/**
 * The Kimi sessions in one of Safari's cookie files, the last to expire first: the file has no
 * other times. Rejects with the system's error if the file can't be copied: `EPERM` without Full
 * Disk Access.
 */
export async function listSafariSessions(
  { files, site }: { readonly files: Files; readonly site: KimiSite },
  storePath: string,
  signal: AbortSignal,
): Promise<PlainSession[]> {
  const usedAtMs = files.facts(storePath)?.modifiedAtMs ?? 0;
  const { values } = await withCookieSnapshot(files, { path: storePath, signal }, (path) =>
    readCookieFile({ kind: 'safari', path, site }),
  );
  return values
    .map((token) => {
      const expiresAtMs = readJwtClaims(token)?.expiresAtMs;
      const digest = createHash('sha256').update(token).digest('hex');
      return {
        row: {
          digest,
          sealing: 'plain',
          usedAtMs,
          expiresAtMs,
        },
        token,
      };
    })
    .toSorted((a, b) => (b.row.expiresAtMs ?? 0) - (a.row.expiresAtMs ?? 0));
}
