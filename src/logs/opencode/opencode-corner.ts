import { isAbsolute, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readEnvValue } from '../../host/env-value.ts';
import { logFileFacts } from '../../host/files/log-file.ts';
import type { Host } from '../../host/host.ts';
import type { SqliteDatabase } from '../../host/sqlite.ts';
import type { FoundLog, LogCorner, ReadableLog } from '../log-corner.ts';
import { findMessageFiles, readMessageFiles } from './message-files.ts';
import { readMessages } from './message-rows.ts';

type CornerHost = Pick<Host, 'env' | 'files' | 'platform' | 'openSqlite' | 'log'>;

/**
 * OpenCode's messages: a database in `$XDG_DATA_HOME/opencode`, in older versions one JSON file for
 * each message.
 */
export function createOpenCodeCorner(host: CornerHost): LogCorner {
  const folder = join(dataHome(host), 'opencode');
  const path = join(folder, 'opencode.db');
  return {
    agent: 'opencode',
    async find() {
      const facts = logFileFacts(path);
      if (facts === undefined) return findMessageFiles(join(folder, 'storage', 'message'));
      // While OpenCode runs, what is new is in the write-ahead log.
      const recent = logFileFacts(`${path}-wal`);
      const modifiedAtMs = Math.max(facts.modifiedAtMs, recent?.modifiedAtMs ?? 0);
      const sizeBytes = facts.sizeBytes + (recent?.sizeBytes ?? 0);
      return [{ agent: 'opencode', path, facts: { ...facts, modifiedAtMs, sizeBytes } }];
    },
    async prepare([log]) {
      if (log === undefined) return [];
      if (log.path !== path) return [readMessageFiles(host.files, log)];
      const readable = await openMessages(host, log);
      return readable === undefined ? [] : [readable];
    },
  };
}

async function openMessages(host: CornerHost, log: FoundLog): Promise<ReadableLog | undefined> {
  let database: SqliteDatabase;
  try {
    database = await host.openSqlite(locationOf(log.path), { readOnly: true });
  } catch (error) {
    host.log.debug("OpenCode's database can't be opened", { reason: String(error) });
    return undefined;
  }
  return {
    ...log,
    read(known) {
      try {
        return readMessages(database, log, known);
      } catch (error) {
        host.log.debug("OpenCode's database can't be read", { reason: String(error) });
        return undefined;
      } finally {
        database.close();
      }
    },
  };
}

/**
 * Even a read-only SQLite makes files beside a database that has a write-ahead log. Without such a
 * log OpenCode is not writing, and `immutable` makes none.
 */
function locationOf(path: string): string {
  const isInUse = logFileFacts(`${path}-wal`) !== undefined;
  return isInUse ? path : `${pathToFileURL(path).href}?immutable=1`;
}

/** OpenCode has the same folder on every system. */
function dataHome({ env, platform }: CornerHost): string {
  const folder = readEnvValue(env, 'XDG_DATA_HOME');
  return folder !== undefined && isAbsolute(folder)
    ? folder
    : join(platform.homeDir, '.local', 'share');
}
