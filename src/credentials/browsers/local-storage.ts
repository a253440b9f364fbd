import { createHash } from 'node:crypto';
import { isJwtShaped, unwrapText } from '../../domain/api-key.ts';
import { decodeText } from '../../host/decode-text.ts';
import type { Files } from '../../host/host.ts';
import type { OpenSqlite, SqliteRow } from '../../host/sqlite.ts';
import { withCookieSnapshot } from '../cookie-snapshot.ts';
import { hasTable, maxValueBytes } from '../cookie-tables.ts';
import { readJwtClaims } from '../jwt-claims.ts';
import type { PlainSession } from './cookie-rows.ts';
import { uncompressSnappy } from './snappy.ts';

/**
 * The session that www.kimi.ai keeps in Firefox's local storage, under `access_token`. `storePath`
 * is the site's `ls/data.sqlite`. Rejects as `withCookieSnapshot` does, and with SQLite's error.
 */
export async function listStoredTokens(
  { files, openSqlite }: { readonly files: Files; readonly openSqlite: OpenSqlite },
  storePath: string,
  signal: AbortSignal,
): Promise<PlainSession[]> {
  const usedAtMs = files.facts(storePath)?.modifiedAtMs ?? 0;
  const row = await withCookieSnapshot(files, { path: storePath, signal }, (copy) =>
    readValue(openSqlite, copy),
  );
  const token = row === undefined ? undefined : tokenIn(row);
  return token === undefined ? [] : [toPlainSession(token, usedAtMs)];
}

/** The session of a JWT that is stored without encryption. */
export function toPlainSession(token: string, usedAtMs: number): PlainSession {
  const digest = createHash('sha256').update(token).digest('hex');
  const expiresAtMs = readJwtClaims(token)?.expiresAtMs;
  return { row: { digest, sealing: 'plain', usedAtMs, expiresAtMs }, token };
}

async function readValue(openSqlite: OpenSqlite, copyPath: string): Promise<SqliteRow | undefined> {
  const database = await openSqlite(copyPath, { readOnly: false });
  try {
    if (!hasTable(database, 'data')) return undefined;
    const columns = new Set(
      database.all("SELECT name FROM pragma_table_info('data')").map(({ name }) => name),
    );
    // Older versions do not compress.
    const compression = columns.has('compression_type') ? 'compression_type = 1' : '0';
    return database.all(
      `SELECT CAST(value AS BLOB) AS stored, ${compression} AS isCompressed FROM data
       WHERE key = 'access_token' AND length(value) BETWEEN 1 AND ${maxValueBytes} LIMIT 1`,
    )[0];
  } finally {
    database.close();
  }
}

/** The value is UTF-8 or UTF-16, a JWT or its JSON text. */
function tokenIn({ stored, isCompressed }: SqliteRow): string | undefined {
  if (!(stored instanceof Uint8Array)) return undefined;
  const bytes = isCompressed === 1 ? uncompressSnappy(stored, maxValueBytes) : stored;
  const text = bytes === undefined ? undefined : unwrapText(decodeText(bytes));
  return text !== undefined && isJwtShaped(text) ? text : undefined;
}
