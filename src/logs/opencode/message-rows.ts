import { isNumber, isShape } from '../../domain/shape.ts';
import type { KnownLogs, LogReading } from '../../domain/log-reading.ts';
import type { SqliteDatabase, SqliteRow } from '../../host/sqlite.ts';
import { CallTally } from '../call-tally.ts';
import type { FoundLog } from '../log-corner.ts';
import { countMessage, messageReading, tokensOf } from './message.ts';

/** A message is created before it is completed; this is longer than any takes. */
const longestMessageMs = 86_400_000;

const isMemory = isShape<{ createdAtMs: number }>({ createdAtMs: isNumber });

/** Only figures and names leave the database, never a text. */
const query = `
  SELECT message.id AS id, message.session_id AS session_id, session.directory AS directory,
    message.time_created AS created,
    json_extract(data, '$.providerID') AS provider, json_extract(data, '$.modelID') AS model,
    json_extract(data, '$.time.completed') AS completed,
    json_extract(data, '$.tokens.input') AS input, json_extract(data, '$.tokens.output') AS output,
    json_extract(data, '$.tokens.reasoning') AS reasoning,
    json_extract(data, '$.tokens.cache.read') AS cache_read,
    json_extract(data, '$.tokens.cache.write') AS cache_write
  FROM message LEFT JOIN session ON session.id = message.session_id
  WHERE message.time_created >= ? AND json_valid(data)
    AND json_extract(data, '$.role') = 'assistant'
    AND json_extract(data, '$.time.completed') IS NOT NULL
  ORDER BY message.time_created`;

/** Reads the messages that are new since the cursor. Throws SQLite's error. */
export function readMessages(
  database: SqliteDatabase,
  log: FoundLog,
  known: KnownLogs,
): LogReading {
  const before = known.cursorOf(log.path);
  const kept: unknown = before === undefined ? undefined : JSON.parse(before.memory);
  const readUntilMs = isMemory(kept) ? kept.createdAtMs : 0;
  // A message may have been read before it was complete, so the last day is read again.
  const rows = database.all(query, [Math.max(0, readUntilMs - longestMessageMs)]);
  const tally = new CallTally(known.isCounted);
  let createdAtMs = readUntilMs;
  for (const row of rows) {
    createdAtMs = Math.max(createdAtMs, Number(row['created']) || 0);
    countRow(tally, row);
  }
  return messageReading(log, tally, { memory: JSON.stringify({ createdAtMs }), before });
}

function countRow(tally: CallTally, row: SqliteRow): void {
  const completedAtMs = Number(row['completed']);
  if (!Number.isFinite(completedAtMs)) return;
  countMessage(tally, {
    id: String(row['id']),
    sessionId: String(row['session_id']),
    project: String(row['directory'] ?? ''),
    provider: String(row['provider'] ?? 'unknown'),
    model: String(row['model'] ?? ''),
    completedAtMs,
    tokens: tokensOf({
      input: row['input'],
      output: row['output'],
      reasoning: row['reasoning'],
      cacheRead: row['cache_read'],
      cacheWrite: row['cache_write'],
    }),
  });
}
