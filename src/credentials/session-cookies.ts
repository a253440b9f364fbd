import { createDecipheriv, createHash, pbkdf2Sync } from 'node:crypto';
import type { KimiSite } from '../domain/kimi-site.ts';
import type { Platform } from '../host/host.ts';
import type { OpenSqlite, SqliteRow } from '../host/sqlite.ts';
import {
  cookieHostList,
  cookieHosts,
  hasTable,
  maxSessionRows,
  maxValueBytes,
} from './cookie-tables.ts';

/** A `kimi-auth` cookie: its value, or `encrypted` if it can't be read without a key. */
export type SessionCookie =
  | { readonly kind: 'plain'; readonly value: string }
  | { readonly kind: 'encrypted' };

// SQLite sorts: the times exceed what a number holds exactly.
const query = `
  SELECT host_key, value, CAST(encrypted_value AS BLOB) AS sealed FROM cookies
  WHERE name = 'kimi-auth' AND host_key IN (${cookieHostList})
    AND length(value) + length(encrypted_value) BETWEEN 1 AND ${maxValueBytes}
  ORDER BY last_access_utc DESC LIMIT ${maxSessionRows}`;

/**
 * Kimi's session cookies in a copied Chromium database (the copy may be written to): plain values
 * before encrypted ones, the last used first in each. Rejects with SQLite's error if the file is no
 * such database.
 */
export async function readSessionCookies(
  openSqlite: OpenSqlite,
  copyPath: string,
  { os, site }: { readonly os: Platform['os']; readonly site: KimiSite },
): Promise<readonly SessionCookie[]> {
  const database = await openSqlite(copyPath, { readOnly: false });
  try {
    if (!hasTable(database, 'cookies')) return [];
    const rows = database.all(query, cookieHosts(site));
    const plain = rows.flatMap(({ value }): SessionCookie[] =>
      typeof value === 'string' && value !== '' ? [{ kind: 'plain', value }] : [],
    );
    return [...plain, ...rows.flatMap((row) => decrypted(row, os))];
  } finally {
    database.close();
  }
}

function decrypted(
  { host_key: hostKey, value, sealed: bytes }: SqliteRow,
  os: Platform['os'],
): SessionCookie[] {
  if (value !== '' || !(bytes instanceof Uint8Array) || bytes.length === 0) return [];
  const clear = os === 'linux' ? decryptWithoutKeyring(bytes, String(hostKey)) : undefined;
  return [clear === undefined ? { kind: 'encrypted' } : { kind: 'plain', value: clear }];
}

/**
 * Decrypts a Chromium cookie of a Linux without a keyring (`v10`: AES-128-CBC with a key derived
 * from the fixed password `peanuts`). Since database version 24 the text starts with the SHA-256 of
 * the cookie's host. Undefined if the value has another key (`v11`, from a keyring) or is damaged.
 */
function decryptWithoutKeyring(bytes: Uint8Array, hostKey: string): string | undefined {
  const prefix = Buffer.from(bytes.subarray(0, 3)).toString('latin1');
  if (prefix !== 'v10') return undefined;
  const key = pbkdf2Sync('peanuts', 'saltysalt', 1, 16, 'sha1');
  try {
    const decipher = createDecipheriv('aes-128-cbc', key, Buffer.alloc(16, ' '));
    const clear = Buffer.concat([decipher.update(bytes.subarray(3)), decipher.final()]);
    const hostHash = createHash('sha256').update(hostKey).digest();
    return (clear.subarray(0, 32).equals(hostHash) ? clear.subarray(32) : clear).toString('utf8');
  } catch {
    return undefined;
  }
}
