import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export type ChromiumCookie = {
  readonly host: string;
  readonly name?: string | undefined;
  readonly plain?: string | undefined;
  readonly sealed?: Buffer | undefined;
  readonly usedAtMs?: number | undefined;
  readonly expiresAtMs?: number | undefined;
  readonly partition?: string | undefined;
};

const columns = [
  'creation_utc INTEGER NOT NULL',
  'host_key TEXT NOT NULL',
  'top_frame_site_key TEXT NOT NULL',
  'name TEXT NOT NULL',
  'value TEXT NOT NULL',
  'encrypted_value BLOB NOT NULL',
  'path TEXT NOT NULL',
  'expires_utc INTEGER NOT NULL',
  'is_secure INTEGER NOT NULL',
  'is_httponly INTEGER NOT NULL',
  'last_access_utc INTEGER NOT NULL',
  'has_expires INTEGER NOT NULL',
  'samesite INTEGER NOT NULL',
];

/** Writes a cookie store as Chromium does (version 24), with `filler` cookies of other sites. */
export function writeChromiumStore(
  path: string,
  cookies: readonly ChromiumCookie[],
  filler = 0,
): void {
  mkdirSync(dirname(path), { recursive: true });
  const database = new DatabaseSync(path);
  database.exec(`PRAGMA synchronous = OFF; CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT);
    INSERT INTO meta VALUES ('version', '24'), ('last_compatible_version', '24');
    CREATE TABLE cookies (${columns.join(', ')});
    CREATE UNIQUE INDEX cookies_unique_index ON cookies (host_key, top_frame_site_key, name, path); BEGIN`);
  const insert = database.prepare(
    `INSERT INTO cookies VALUES (${columns.map(() => '?').join(', ')})`,
  );
  const add = (cookie: ChromiumCookie) => {
    const used = chromiumTime(cookie.usedAtMs ?? 1_790_000_000_000);
    const {
      host,
      partition = '',
      name = 'kimi-auth',
      plain = '',
      sealed = new Uint8Array(),
      expiresAtMs,
    } = cookie;
    const expires = expiresAtMs === undefined ? 0n : chromiumTime(expiresAtMs);
    insert.run(
      used,
      host,
      partition,
      name,
      plain,
      sealed,
      '/',
      expires,
      1,
      1,
      used,
      expiresAtMs === undefined ? 0 : 1,
      0,
    );
  };
  cookies.forEach(add);
  for (let n = 0; n < filler; n += 1)
    add({ host: `.site-${n % 400}.example`, name: `c${n}`, sealed: Buffer.alloc(120, n % 251) });
  database.exec('COMMIT');
  database.close();
}

/** Microseconds since 1601. */
function chromiumTime(ms: number): bigint {
  return (BigInt(Math.round(ms)) + 11_644_473_600_000n) * 1000n;
}
