import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { isJwtShaped, unwrapText } from '../../domain/api-key.ts';
import { kimiSites, type KimiSite } from '../../domain/kimi-site.ts';
import type { Files } from '../../host/host.ts';
import { systemCode } from '../../host/system-error.ts';
import { maxValueBytes } from '../cookie-tables.ts';
import type { PlainSession } from './cookie-rows.ts';
import { DamagedFile, newer, WorkLimit, type Version } from './leveldb-bytes.ts';
import { findInLog } from './leveldb-log.ts';
import { findInTable } from './leveldb-table.ts';
import { toPlainSession } from './local-storage.ts';

/** All files together; a browser's local storage is a few megabytes. */
const maxStoreBytes = 64 * 1024 * 1024;
const maxStoreFiles = 1000;
/** Uncompressed blocks count, too. */
const maxWorkBytes = 4 * maxStoreBytes;
/** The browser may merge its files into new ones meanwhile: hardly twice. */
const maxReads = 4;

type Part = {
  readonly path: string;
  readonly sizeBytes: number;
  readonly modifiedAtMs: number;
};

/**
 * The session that www.kimi.ai keeps in a Chromium browser's local storage, under `access_token`.
 * `folder` is the profile's `Local Storage/leveldb`. Reads all its files into memory at once, without
 * the browser's lock, and writes nothing. Rejects with the system's error, `EINVAL` for damaged
 * files, `EFBIG` for more than 64 MiB, or the reason of an aborted signal.
 */
export async function listLevelDbTokens(
  { files, site }: { readonly files: Files; readonly site: KimiSite },
  folder: string,
  signal: AbortSignal,
): Promise<PlainSession[]> {
  const usedAtMs = Math.max(0, ...listParts(files, folder).map((part) => part.modifiedAtMs));
  const key = Buffer.from(`_https://${kimiSites[site].host}\0\u0001access_token`, 'latin1');
  const stored = findNewest(readSteadily(files, folder, signal), key);
  const token = stored === undefined ? undefined : tokenIn(stored);
  return token === undefined ? [] : [toPlainSession(token, usedAtMs)];
}

/** Changes whenever the browser writes to the store. */
export function levelDbFingerprint(files: Pick<Files, 'list' | 'facts'>, folder: string): string {
  return createHash('sha256')
    .update(fingerprint(listParts(files, folder)))
    .digest('hex');
}

/**
 * The value of a key in a store's files, by name; undefined if it is missing or deleted. Entries in
 * intact files count although others are damaged; throws `DamagedFile` if there is none. Throws
 * `EFBIG` beyond the limit.
 */
export function findNewest(
  contents: ReadonlyMap<string, Uint8Array>,
  key: Uint8Array,
  limit: WorkLimit = new WorkLimit(maxWorkBytes),
): Uint8Array | undefined {
  let found: Version | undefined;
  let damage: DamagedFile | undefined;
  for (const [name, content] of contents) {
    try {
      if (name.endsWith('.log')) {
        const { version, isDamaged } = findInLog(content, key, limit);
        found = newer(found, version);
        if (isDamaged) damage = new DamagedFile('LevelDB log: damaged');
      } else {
        found = newer(found, findInTable(content, key, limit));
      }
    } catch (error) {
      if (!(error instanceof DamagedFile)) throw error;
      damage = error;
    }
  }
  if (found === undefined && damage !== undefined) throw damage;
  return found?.value;
}

/** Reads all files until none changed meanwhile; the last attempt is used in any case. */
function readSteadily(files: Files, folder: string, signal: AbortSignal): Map<string, Buffer> {
  for (let left = maxReads; ; left -= 1) {
    signal.throwIfAborted();
    const parts = listParts(files, folder);
    const totalBytes = parts.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    if (totalBytes > maxStoreBytes || parts.length > maxStoreFiles)
      throw Object.assign(new Error('LevelDB: too much data'), { code: 'EFBIG' });
    const contents = new Map<string, Buffer>();
    for (const { path } of parts) {
      const content = readPart(files, path);
      if (content !== undefined) contents.set(path, content);
    }
    if (left === 1 || fingerprint(listParts(files, folder)) === fingerprint(parts)) return contents;
  }
}

function readPart(files: Files, path: string): Buffer | undefined {
  try {
    return files.readBytes(path, maxStoreBytes);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Tables and logs; the other files only say which of these are current. */
function listParts(files: Pick<Files, 'list' | 'facts'>, folder: string): Part[] {
  return files
    .list(folder)
    .filter((name) => /^\d+\.(?:ldb|sst|log)$/.test(name))
    .toSorted()
    .flatMap((name) => {
      const path = join(folder, name);
      const facts = files.facts(path);
      return facts?.kind === 'file' ? [{ ...facts, path }] : [];
    });
}

function fingerprint(parts: readonly Part[]): string {
  return parts.map((part) => `${part.path}:${part.sizeBytes}:${part.modifiedAtMs}`).join('\n');
}

/** The first byte is the encoding: 0 for UTF-16, 1 for Latin-1. */
function tokenIn(stored: Uint8Array): string | undefined {
  if (stored.length > maxValueBytes || (stored[0] ?? 2) > 1) return undefined;
  const encoding = stored[0] === 0 ? 'utf16le' : 'latin1';
  const text = unwrapText(Buffer.from(stored.subarray(1)).toString(encoding));
  return text !== undefined && isJwtShaped(text) ? text : undefined;
}
