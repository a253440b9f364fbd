import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export type FirefoxCookie = {
  readonly host: string;
  readonly value: string;
  readonly container?: string | undefined;
  readonly usedAtMs?: number | undefined;
  /** As stored: seconds up to schema 15, milliseconds from 16 on. */
  readonly expiry?: number | undefined;
};

/** Writes a cookie store as Firefox does. */
export function writeFirefoxStore(path: string, cookies: readonly FirefoxCookie[]): void {
  mkdirSync(dirname(path), { recursive: true });
  const database = new DatabaseSync(path);
  database.exec(`PRAGMA synchronous = OFF; PRAGMA user_version = 16;
    CREATE TABLE moz_cookies (id INTEGER PRIMARY KEY, originAttributes TEXT NOT NULL DEFAULT '', name TEXT, value TEXT, host TEXT,
      path TEXT, expiry INTEGER, lastAccessed INTEGER, creationTime INTEGER, isSecure INTEGER, isHttpOnly INTEGER,
      sameSite INTEGER DEFAULT 0, isPartitionedAttributeSet INTEGER DEFAULT 0)`);
  const insert =
    database.prepare(`INSERT INTO moz_cookies (originAttributes, name, value, host, path, expiry, lastAccessed, creationTime,
    isSecure, isHttpOnly) VALUES (?, 'kimi-auth', ?, ?, '/', ?, ?, ?, 1, 1)`);
  for (const { host, value, container = '', usedAtMs = 1_790_000_000_000, expiry = 0 } of cookies) {
    const used = BigInt(usedAtMs) * 1000n;
    insert.run(container, value, host, expiry, used, used);
  }
  database.close();
}
