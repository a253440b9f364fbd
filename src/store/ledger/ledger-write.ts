import type { LogCursor, LogReading } from '../../domain/log-reading.ts';
import type { TokenUse, Wall } from '../../domain/token-use.ts';
import type { SqliteDatabase } from '../../host/sqlite.ts';
import { readFact, writeFact } from '../facts.ts';
import { stampedChange } from '../stamped-change.ts';

/** Records of this machine have no name; those of others have the one that they were exported with. */
const thisMachine = '';

const dayMs = 86_400_000;
/** Noon, so that it is the same date in nearly every time zone. */
const noonMs = dayMs / 2;

/** Saves what one reading of a log added. Runs in the caller's transaction. */
export function saveReading(database: SqliteDatabase, reading: LogReading): void {
  saveCursor(database, reading.cursor);
  const { digests } = reading;
  if (digests.length > 0)
    database.run('INSERT INTO counted (digests) VALUES (?)', [new Uint8Array(digests.buffer)]);
  saveUses(database, reading.uses, thisMachine);
  for (const wall of reading.walls) saveWall(database, wall, thisMachine);
}

/** Adds token uses to what is known of the same kind and time. */
export function saveUses(
  database: SqliteDatabase,
  uses: readonly TokenUse[],
  machine: string,
): void {
  const foldedUntilMs = Number(readFact(database, 'folded-until') ?? 0);
  const kinds = new Map<string, number>();
  for (const use of uses) {
    const { at, tokens, calls } = use;
    const key = JSON.stringify(kindValues(use, machine));
    const kind = kinds.get(key) ?? kindId(database, use, machine);
    kinds.set(key, kind);
    database.run(
      `INSERT INTO token_use VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (at_ms, kind_id) DO UPDATE SET
         input = input + excluded.input, output = output + excluded.output,
         cache_read = cache_read + excluded.cache_read,
         cache_creation = cache_creation + excluded.cache_creation,
         calls = calls + excluded.calls`,
      [
        at < foldedUntilMs ? noonOf(at) : at,
        kind,
        tokens.input,
        tokens.output,
        tokens.cacheRead,
        tokens.cacheCreation,
        calls,
      ],
    );
  }
}

export function saveWall(
  database: SqliteDatabase,
  { at, agent, code, sessionId, window }: Wall,
  machine: string,
): void {
  database.run('INSERT OR IGNORE INTO wall VALUES (?, ?, ?, ?, ?, ?)', [
    Math.round(at),
    machine,
    agent,
    code,
    sessionId,
    window ?? null,
  ]);
}

/**
 * Folds what is older than `beforeMs` to days. Later readings of older logs are folded as they are
 * saved.
 */
export function foldToDays(database: SqliteDatabase, beforeMs: number): void {
  const untilMs = Math.floor(beforeMs / dayMs) * dayMs;
  const fromMs = Number(readFact(database, 'folded-until') ?? 0);
  if (untilMs <= fromMs) return;
  stampedChange(database, () => {
    database.run(
      `INSERT INTO token_use
       SELECT at_ms - at_ms % ${dayMs} + ${noonMs} AS noon, kind_id, sum(input), sum(output),
         sum(cache_read), sum(cache_creation), sum(calls)
       FROM token_use WHERE at_ms >= ? AND at_ms < ? AND at_ms % ${dayMs} <> ${noonMs}
       GROUP BY noon, kind_id
       ON CONFLICT (at_ms, kind_id) DO UPDATE SET
         input = input + excluded.input, output = output + excluded.output,
         cache_read = cache_read + excluded.cache_read,
         cache_creation = cache_creation + excluded.cache_creation,
         calls = calls + excluded.calls`,
      [fromMs, untilMs],
    );
    database.run(
      `DELETE FROM token_use WHERE at_ms >= ? AND at_ms < ? AND at_ms % ${dayMs} <> ${noonMs}`,
      [fromMs, untilMs],
    );
    writeFact(database, 'folded-until', String(untilMs));
  });
}

function noonOf(atMs: number): number {
  return Math.floor(atMs / dayMs) * dayMs + noonMs;
}

function kindId(database: SqliteDatabase, use: TokenUse, machine: string): number {
  // A session keeps its tokens if its folder is renamed: the latest name counts.
  const [row] = database.all(
    `INSERT INTO kind (machine, agent, session_id, subagent, model, provider, certainty, origin, project)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (machine, agent, session_id, subagent, model, provider, certainty, origin)
     DO UPDATE SET project = excluded.project RETURNING id`,
    [...kindValues(use, machine), use.project],
  );
  return Number(row?.['id']);
}

function kindValues(use: TokenUse, machine: string): string[] {
  const { agent, sessionId, subagent, model, provider, certainty, origin } = use;
  return [machine, agent, sessionId, subagent, model, provider, certainty, origin ?? ''];
}

function saveCursor(database: SqliteDatabase, cursor: LogCursor): void {
  database.run('INSERT OR REPLACE INTO log_file VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)', [
    cursor.path,
    cursor.agent,
    cursor.inode,
    cursor.sizeBytes,
    cursor.modifiedAtMs,
    cursor.offset,
    cursor.headDigest,
    cursor.lastLineAt,
    cursor.lastLineDigest,
    cursor.memory,
    cursor.knownLines,
    cursor.unknownLines,
    cursor.unreadableLines,
  ]);
}
