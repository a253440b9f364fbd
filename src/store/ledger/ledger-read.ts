import { DigestSet } from '../../domain/digest-set.ts';
import type { LogStamp, LogCursor } from '../../domain/log-reading.ts';
import type { KindUse, LogTotals, TokenTotal, UseSpan } from '../../domain/ledger.ts';
import type { LogAgent, TokenCounts, Wall } from '../../domain/token-use.ts';
import type { SqliteDatabase, SqliteRow } from '../../host/sqlite.ts';

/** All cursors, by path. */
export function readCursors(database: SqliteDatabase): ReadonlyMap<string, LogCursor> {
  const rows = database.all('SELECT * FROM log_file');
  return new Map(rows.map((row) => [String(row['path']), cursorFrom(row)]));
}

/** What shows whether a log has changed, by path: a fraction of the cursors. */
export function readLogStamps(database: SqliteDatabase): ReadonlyMap<string, LogStamp> {
  const rows = database.all('SELECT path, agent, inode, size_bytes, modified_at_ms FROM log_file');
  return new Map(rows.map((row) => [String(row['path']), stampFrom(row)]));
}

/** The digests of all calls that were ever counted. */
export function readDigests(database: SqliteDatabase): DigestSet {
  const digests = new DigestSet();
  for (const { digests: bytes } of database.all('SELECT digests FROM counted')) {
    if (!(bytes instanceof Uint8Array)) continue;
    // A copy, since the bytes need not start where eight of them make a number.
    for (const digest of new Float64Array(bytes.slice().buffer)) digests.add(digest);
  }
  return digests;
}

const columns = 'agent, session_id, subagent, project, model, provider, certainty, origin';
const sums = `sum(input) AS input, sum(output) AS output, sum(cache_read) AS cache_read,
  sum(cache_creation) AS cache_creation, sum(calls) AS calls`;
/** Another machine's copy of a session that this machine has itself does not count. */
const notCopied = `(machine = '' OR NOT EXISTS (
  SELECT 1 FROM kind AS own WHERE own.machine = '' AND own.agent = kind.agent
    AND own.session_id = kind.session_id))`;

/** Token use in a time, one for each kind, or with `everyMs` for each kind and span of time. */
export function readUses(database: SqliteDatabase, query: UseSpan): KindUse[] {
  const { sinceMs, untilMs, everyMs, ownOnly = false } = query;
  const span = everyMs === undefined ? '0' : `at_ms - at_ms % ${Math.round(everyMs)}`;
  const rows = database.all(
    `SELECT ${columns}, totals.* FROM (
       SELECT kind_id, ${span} AS span, ${sums}, min(at_ms) AS first_ms, max(at_ms) AS last_ms
       FROM token_use WHERE at_ms >= ? AND at_ms < ? GROUP BY kind_id, span
     ) AS totals JOIN kind ON kind.id = kind_id WHERE ${ownOnly ? "machine = ''" : notCopied} ORDER BY first_ms`,
    [Math.ceil(sinceMs), Math.ceil(untilMs)],
  );
  return rows.map(useFrom);
}

export function readWalls(
  database: SqliteDatabase,
  { sinceMs, untilMs, ownOnly = false }: UseSpan,
): Wall[] {
  const own = ownOnly ? "AND machine = ''" : '';
  const sql = `SELECT * FROM wall WHERE at_ms >= ? AND at_ms < ? ${own} ORDER BY at_ms`;
  const rows = database.all(sql, [Math.ceil(sinceMs), Math.ceil(untilMs)]);
  return rows.map((row) => ({
    at: Number(row['at_ms']),
    agent: row['agent'] as LogAgent,
    sessionId: String(row['session_id']),
    code: String(row['code']),
    window: (row['window_id'] ?? undefined) as Wall['window'],
  }));
}

/** All that this computer has counted of Kimi's plan, sorted by first use. */
export function readTokenTotals(database: SqliteDatabase): TokenTotal[] {
  const rows = database.all(
    `SELECT model, project, min(kind.id) AS first, ${sums} FROM token_use
     JOIN kind ON kind.id = kind_id WHERE machine = '' AND provider = 'kimi'
     GROUP BY model, project ORDER BY first`,
  );
  return rows.map((row) => ({
    model: String(row['model']),
    project: /[^/\\]*$/.exec(String(row['project']))?.[0] ?? '',
    tokens: tokensFrom(row),
  }));
}

/** What is known of the logs themselves, one for each agent. */
export function readLogTotals(database: SqliteDatabase): LogTotals[] {
  const rows = database.all(
    `SELECT agent, count(*) AS files, sum(size_bytes) AS bytes, sum(unreadable_lines) AS unreadable,
       sum(unknown_lines) AS unknown FROM log_file GROUP BY agent`,
  );
  const probable = new Set(
    database
      .all("SELECT DISTINCT agent FROM kind WHERE machine = '' AND certainty = 'probable'")
      .map(({ agent }) => agent),
  );
  return rows.map((row) => ({
    agent: row['agent'] as LogAgent,
    files: Number(row['files']),
    bytes: Number(row['bytes']),
    unreadableLines: Number(row['unreadable']),
    unknownLines: Number(row['unknown']),
    certainty: probable.has(row['agent'] ?? null) ? 'probable' : 'exact',
  }));
}

/** Logs without a single line in a known format. */
export function readUnknownLogs(database: SqliteDatabase): readonly string[] {
  const rows = database.all(
    'SELECT path FROM log_file WHERE known_lines = 0 AND unknown_lines + unreadable_lines > 0',
  );
  return rows.map(({ path }) => String(path));
}

function useFrom(row: SqliteRow): KindUse {
  const origin = row['origin'];
  return {
    at: Number(row['first_ms']),
    lastAt: Number(row['last_ms']),
    agent: row['agent'] as LogAgent,
    sessionId: String(row['session_id']),
    subagent: String(row['subagent']),
    project: String(row['project']),
    model: String(row['model']),
    provider: String(row['provider']),
    certainty: row['certainty'] === 'probable' ? 'probable' : 'exact',
    origin: origin === 'attended' || origin === 'unattended' ? origin : undefined,
    tokens: tokensFrom(row),
    calls: Number(row['calls']),
  };
}

function tokensFrom(row: SqliteRow): TokenCounts {
  return {
    input: Number(row['input']),
    output: Number(row['output']),
    cacheRead: Number(row['cache_read']),
    cacheCreation: Number(row['cache_creation']),
  };
}

function stampFrom(row: SqliteRow): LogStamp {
  return {
    agent: row['agent'] as LogAgent,
    inode: Number(row['inode']),
    sizeBytes: Number(row['size_bytes']),
    modifiedAtMs: Number(row['modified_at_ms']),
  };
}

function cursorFrom(row: SqliteRow): LogCursor {
  return {
    path: String(row['path']),
    ...stampFrom(row),
    offset: Number(row['offset']),
    headDigest: Number(row['head_digest']),
    lastLineAt: Number(row['last_line_at']),
    lastLineDigest: Number(row['last_line_digest']),
    memory: String(row['memory']),
    knownLines: Number(row['known_lines']),
    unknownLines: Number(row['unknown_lines']),
    unreadableLines: Number(row['unreadable_lines']),
  };
}
