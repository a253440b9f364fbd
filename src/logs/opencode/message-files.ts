import { join } from 'node:path';
import type { KnownLogs, LogReading } from '../../domain/log-reading.ts';
import { isObject } from '../../domain/shape.ts';
import { logFileFacts, logFolderNames, type LogFileFacts } from '../../host/files/log-file.ts';
import { readJson } from '../../host/files/try-read.ts';
import type { Host } from '../../host/host.ts';
import { CallTally } from '../call-tally.ts';
import type { FoundLog, ReadableLog } from '../log-corner.ts';
import { countMessage, messageReading, tokensOf } from './message.ts';

type Files = Pick<Host['files'], 'readText'>;
type JsonObject = Readonly<Record<string, unknown>>;

/** The messages of OpenCode before its database, as one log: `<session>/<message>.json`. */
export function findMessageFiles(folder: string): readonly FoundLog[] {
  const all = messageFiles(folder).map(({ facts }) => facts);
  if (all.length === 0) return [];
  const facts = {
    inode: 0,
    sizeBytes: all.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    modifiedAtMs: Math.max(...all.map(({ modifiedAtMs }) => modifiedAtMs)),
  };
  return [{ agent: 'opencode', path: folder, facts }];
}

/** Reads the messages that were written since the cursor. */
export function readMessageFiles(files: Files, log: FoundLog): ReadableLog {
  return { ...log, read: (known) => readFiles(files, log, known) };
}

function readFiles(files: Files, log: FoundLog, known: KnownLogs): LogReading {
  const before = known.cursorOf(log.path);
  const tally = new CallTally(known.isCounted);
  for (const { path, sessionId, facts } of messageFiles(log.path)) {
    if (before !== undefined && facts.modifiedAtMs < before.modifiedAtMs) continue;
    const message = readJson(files, path);
    if (isObject(message)) countFile(tally, message, { sessionId, project: projectOf(message) });
    else tally.unreadableLines += 1;
  }
  return messageReading(log, tally, { memory: '{}', before });
}

interface MessageFile {
  readonly path: string;
  readonly sessionId: string;
  readonly facts: LogFileFacts;
}

function messageFiles(folder: string): readonly MessageFile[] {
  return logFolderNames(folder).flatMap((sessionId) =>
    logFolderNames(join(folder, sessionId)).flatMap((name) => {
      const path = join(folder, sessionId, name);
      const facts = name.endsWith('.json') ? logFileFacts(path) : undefined;
      return facts === undefined ? [] : [{ path, sessionId, facts }];
    }),
  );
}

function countFile(
  tally: CallTally,
  message: JsonObject,
  place: { sessionId: string; project: string },
) {
  const { id, role, providerID, modelID, time, tokens } = message;
  const completedAtMs = isObject(time) ? time['completed'] : undefined;
  if (role !== 'assistant' || typeof completedAtMs !== 'number' || !isObject(tokens)) {
    tally.knownLines += 1;
    return;
  }
  const cache = isObject(tokens['cache']) ? tokens['cache'] : {};
  countMessage(tally, {
    ...place,
    id: String(id),
    provider: String(providerID),
    model: String(modelID),
    completedAtMs,
    tokens: tokensOf({
      input: tokens['input'],
      output: tokens['output'],
      reasoning: tokens['reasoning'],
      cacheRead: cache['read'],
      cacheWrite: cache['write'],
    }),
  });
}

/** The folder that a message worked in. */
function projectOf({ path }: JsonObject): string {
  const folder = isObject(path) ? path['cwd'] : undefined;
  return typeof folder === 'string' ? folder : '';
}
