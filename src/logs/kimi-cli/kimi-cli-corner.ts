import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { join } from 'node:path';
import { isObject } from '../../domain/shape.ts';
import { readEnvValue } from '../../host/env-value.ts';
import { logFileFacts, logFolderNames } from '../../host/files/log-file.ts';
import { readJson } from '../../host/files/try-read.ts';
import type { Host } from '../../host/host.ts';
import type { FoundLog, LogCorner, ReadableLog } from '../log-corner.ts';
import { readLog } from '../read-log.ts';
import { StatusParser } from './status-parser.ts';

type CornerHost = Pick<Host, 'env' | 'files' | 'platform'>;

interface FoundStatusLog extends FoundLog {
  /** The MD5 of the working folder's path. */
  readonly folderDigest: string;
  readonly sessionId: string;
  readonly subagent: string;
}

/** The logs of kimi-cli, which Kimi Code replaced: `$KIMI_SHARE_DIR` or `~/.kimi`. */
export function createKimiCliCorner(host: CornerHost): LogCorner {
  const home = readEnvValue(host.env, 'KIMI_SHARE_DIR') ?? join(host.platform.homeDir, '.kimi');
  let logs: readonly FoundStatusLog[] = [];
  return {
    agent: 'kimi-cli',
    find: async () => (logs = findStatusLogs(home)),
    async prepare(changed) {
      const wanted = new Set(changed.map(({ path }) => path));
      if (wanted.size === 0) return [];
      const folders = await workFolders(host, home);
      return logs.filter(({ path }) => wanted.has(path)).map((log) => readable(log, folders));
    },
  };
}

function readable(log: FoundStatusLog, folders: ReadonlyMap<string, string>): ReadableLog {
  const { sessionId, subagent, folderDigest } = log;
  const project = folders.get(folderDigest) ?? folderDigest;
  return {
    ...log,
    read: (known) =>
      readLog(
        {
          ...log,
          createParser: (tally) => new StatusParser(tally, { sessionId, subagent, project }),
        },
        known.cursorOf(log.path),
        known.isCounted,
      ),
  };
}

/** `sessions/<md5>/<uuid>/wire.jsonl`, and beside it `subagents/<id>/wire.jsonl`. */
function findStatusLogs(home: string): readonly FoundStatusLog[] {
  const root = join(home, 'sessions');
  return logFolderNames(root).flatMap((folderDigest) =>
    logFolderNames(join(root, folderDigest)).flatMap((sessionId) => {
      const folder = join(root, folderDigest, sessionId);
      const subagents = logFolderNames(join(folder, 'subagents'));
      const places = [
        { subagent: 'main', path: join(folder, 'wire.jsonl') },
        ...subagents.map((subagent) => ({
          subagent,
          path: join(folder, 'subagents', subagent, 'wire.jsonl'),
        })),
      ];
      return places.flatMap(({ subagent, path }): FoundStatusLog[] => {
        const facts = logFileFacts(path);
        return facts === undefined
          ? []
          : [{ agent: 'kimi-cli', path, facts, folderDigest, sessionId, subagent }];
      });
    }),
  );
}

/** Working folders by the MD5 of their path, from `kimi.json`. */
async function workFolders(
  { files }: CornerHost,
  home: string,
): Promise<ReadonlyMap<string, string>> {
  const { md5 } = await import('@noble/hashes/legacy.js');
  const state = readJson(files, join(home, 'kimi.json'));
  const entries = isObject(state) && Array.isArray(state['work_dirs']) ? state['work_dirs'] : [];
  const folders = entries.flatMap((entry: unknown): [string, string][] => {
    const path = isObject(entry) ? entry['path'] : undefined;
    return typeof path === 'string' ? [[bytesToHex(md5(utf8ToBytes(path))), path]] : [];
  });
  return new Map(folders);
}
