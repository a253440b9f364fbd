import { join } from 'node:path';
import * as v from 'valibot';
import type { KimiSite } from '../../domain/kimi-site.ts';
import { Secret } from '../../domain/secret.ts';
import type { Host } from '../../host/host.ts';
import { readJson } from '../../host/files/try-read.ts';
import type { CookieRow } from './cookie-rows.ts';

/** A token found earlier, and the digest of the stored value it came from. */
type KeptToken = {
  readonly digest: string;
  readonly token: Secret;
  readonly expiresAtMs?: number | undefined;
};

/**
 * What one cookie store contained when it was last read. `fingerprint` shows whether it has changed
 * since.
 */
type StoreNote = {
  readonly fingerprint: string;
  readonly rows: readonly CookieRow[];
  readonly kept?: KeptToken | undefined;
};

/**
 * Everything remembered about browsers: stores by path, refusals by what was refused (a browser's
 * key, the key store).
 */
export type SessionNotes = {
  readonly stores: Map<string, StoreNote>;
  readonly deniedAtMs: Map<string, number>;
};

/**
 * Remembers found sessions in one private file, so that an unchanged store is not opened, and the
 * user not prompted, again. An unreadable file counts as empty; a failed write is ignored.
 */
export type SessionCache = {
  read(): SessionNotes;
  save(notes: SessionNotes): Promise<void>;
  /** Forgets a token that the service rejected. */
  forget(token: Secret): Promise<void>;
  /** Forgets everything, refusals too. */
  clear(): Promise<void>;
};

/** Each service has a file of its own, so that no session is taken for one of the other. */
export function createSessionCache(
  { files }: Pick<Host, 'files'>,
  dataDir: string,
  site: KimiSite,
): SessionCache {
  const name = site === 'mainland' ? 'web-sessions.json' : `web-sessions-${site}.json`;
  const path = join(dataDir, name);
  const save = async (notes: SessionNotes) => {
    try {
      await files.writeCache(path, `${toJson(notes)}\n`);
    } catch {
      // On a full or read-only disk the next run reads the browsers again.
    }
  };
  const read = () => parseNotes(readJson(files, path));
  return {
    read,
    save,
    async forget(token) {
      const notes = read();
      const holding = [...notes.stores].filter(
        ([, note]) => note.kept?.token.open() === token.open(),
      );
      for (const [storePath, { fingerprint, rows }] of holding)
        notes.stores.set(storePath, { fingerprint, rows });
      if (holding.length > 0) await save(notes);
    },
    clear: () => files.remove(path),
  };
}

const time = v.pipe(v.number(), v.finite());
const row = v.object({
  digest: v.string(),
  sealing: v.string(),
  usedAtMs: time,
  expiresAtMs: v.optional(time),
});
const schema = v.object({
  version: v.literal(1),
  stores: v.record(
    v.string(),
    v.object({
      fingerprint: v.string(),
      rows: v.array(row),
      kept: v.optional(
        v.object({ digest: v.string(), token: v.string(), expiresAtMs: v.optional(time) }),
      ),
    }),
  ),
  deniedAtMs: v.record(v.string(), time),
});

function parseNotes(json: unknown): SessionNotes {
  const parsed = v.safeParse(schema, json);
  if (!parsed.success) return { stores: new Map(), deniedAtMs: new Map() };
  const stores = Object.entries(parsed.output.stores).map(([path, { kept, ...note }]) => {
    const token =
      kept === undefined ? {} : { kept: { ...kept, token: new Secret(kept.token) } as KeptToken };
    return [path, { ...note, ...token } as StoreNote] as const;
  });
  return { stores: new Map(stores), deniedAtMs: new Map(Object.entries(parsed.output.deniedAtMs)) };
}

function toJson({ stores, deniedAtMs }: SessionNotes): string {
  const opened = [...stores].map(([path, { kept, ...note }]) => [
    path,
    kept === undefined ? note : { ...note, kept: { ...kept, token: kept.token.open() } },
  ]);
  return JSON.stringify({
    version: 1,
    stores: Object.fromEntries(opened),
    deniedAtMs: Object.fromEntries(deniedAtMs),
  });
}
