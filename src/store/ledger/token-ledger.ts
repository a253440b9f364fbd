import type { DigestSet } from '../../domain/digest-set.ts';
import type { KindUse, LogTotals, TokenTotal, UseSpan } from '../../domain/ledger.ts';
import type { LedgerExport } from '../../domain/ledger-export.ts';
import type { LogStamp, KnownLogs, LogCursor, LogReading } from '../../domain/log-reading.ts';
import type { Wall } from '../../domain/token-use.ts';
import type { Host } from '../../host/host.ts';
import type { SqliteDatabase } from '../../host/sqlite.ts';
import { openDatabaseFile, type DatabaseFile } from '../database-file.ts';
import { readFact, writeFact } from '../facts.ts';
import { ledgerMigrations, migrate } from '../migrations.ts';
import { readStamp, stampedChange } from '../stamped-change.ts';
import {
  readCursors,
  readDigests,
  readLogStamps,
  readLogTotals,
  readTokenTotals,
  readUnknownLogs,
  readUses,
  readWalls,
} from './ledger-read.ts';
import { exportRecords, importRecords } from './ledger-exchange.ts';
import { parseAnswers, type KeptAnswer } from './kept-answers.ts';
import { foldToDays, saveReading } from './ledger-write.ts';

type LedgerDeps = Pick<Host, 'files' | 'clock' | 'log' | 'openSqlite'>;

/** Five minutes are kept this long, then days. */
const fineMs = 90 * 86_400_000;
/** Another process may be reading logs for the first time. */
const busyTimeoutMs = 10_000;
const answersName = 'answers';
/** Of a breakdown with thousands of rows, computing takes less than its rows. */
const maxAnswersLength = 256 * 1024;

/**
 * Token use and walls of this user, counted from logs, and how far each log was read. Kept if logs
 * are deleted. Methods resolve with nothing, empty or false, if the file can't be used.
 */
export class TokenLedger {
  readonly #file: DatabaseFile;
  readonly #deps: LedgerDeps;

  private constructor(deps: LedgerDeps, file: DatabaseFile) {
    this.#deps = deps;
    this.#file = file;
  }

  /** The ledger in the SQLite file at `path`, opened on first use. */
  static at(deps: LedgerDeps, path: string, { mayCreate }: { readonly mayCreate: boolean }) {
    const migrations = ledgerMigrations;
    const options = { mayCreate, migrations, name: 'ledger', busyTimeoutMs };
    return new TokenLedger(deps, openDatabaseFile(deps, path, options));
  }

  /** A ledger in memory, for a run that can't write one. */
  static async inMemory(deps: LedgerDeps): Promise<TokenLedger> {
    const database = await deps.openSqlite(':memory:', { readOnly: false });
    migrate(database, ledgerMigrations);
    const use = async <T>(work: (database: SqliteDatabase) => T) => work(database);
    return new TokenLedger(deps, { use, close: () => database.close() });
  }

  /** The logs that were read, by path. */
  async logStamps(): Promise<ReadonlyMap<string, LogStamp>> {
    return (await this.#file.use(readLogStamps)) ?? new Map();
  }

  /**
   * Reads logs and saves what is new in them, all or nothing. `read` runs while no other process
   * can count the same calls. False if it could not be saved.
   */
  async record(read: (known: KnownLogs) => Iterable<LogReading>): Promise<boolean> {
    const isSaved = await this.#file.use((database) => {
      stampedChange(database, () => {
        const known = new KnownInLedger(database);
        for (const reading of read(known)) {
          saveReading(database, reading);
          known.add(reading);
        }
      });
      foldToDays(database, this.#deps.clock.now() - fineMs);
      return true;
    });
    return isSaved ?? false;
  }

  /** Forgets how far these logs were read, since they are gone; what was counted stays. */
  async forgetLogs(paths: readonly string[]): Promise<void> {
    if (paths.length === 0) return;
    await this.#file.use((database) =>
      database.transaction(() => {
        for (const path of paths) database.run('DELETE FROM log_file WHERE path = ?', [path]);
      }),
    );
  }

  /** Changes with what is counted; undefined without a ledger. */
  async stamp(): Promise<string | undefined> {
    return await this.#file.use(readStamp);
  }

  /** What was computed from the ledger lately; none if it can't be read. */
  async answers(): Promise<readonly KeptAnswer[]> {
    return parseAnswers((await this.#file.use((one) => readFact(one, answersName))) ?? '');
  }

  /** Replaces that, unless it is very long. The stamp stays. */
  async saveAnswers(answers: readonly KeptAnswer[]): Promise<void> {
    const text = JSON.stringify(answers);
    if (text.length > maxAnswersLength) return;
    await this.#file.use((database) => writeFact(database, answersName, text));
  }

  async uses(span: UseSpan): Promise<readonly KindUse[]> {
    return (await this.#file.use((database) => readUses(database, span))) ?? [];
  }

  async walls(span: UseSpan): Promise<readonly Wall[]> {
    return (await this.#file.use((database) => readWalls(database, span))) ?? [];
  }

  /**
   * What this computer counted from the UTC day of `sinceMs` on; undefined if there is no ledger.
   */
  async exportRecords(sinceMs: number): Promise<LedgerExport | undefined> {
    return await this.#file.use((database) => exportRecords(database, sinceMs));
  }

  /** Replaces another computer's records from the export's start on. */
  async importRecords(records: LedgerExport): Promise<'imported' | 'own' | 'not-saved'> {
    return (await this.#file.use((database) => importRecords(database, records))) ?? 'not-saved';
  }

  /** All tokens of Kimi's plan that were counted here; undefined if there is no ledger. */
  async tokenTotals(): Promise<readonly TokenTotal[] | undefined> {
    return await this.#file.use(readTokenTotals);
  }

  async logTotals(): Promise<readonly LogTotals[]> {
    return (await this.#file.use(readLogTotals)) ?? [];
  }

  /** Paths of logs without a single line in a known format. */
  async unknownLogs(): Promise<readonly string[]> {
    return (await this.#file.use(readUnknownLogs)) ?? [];
  }

  close(): void {
    this.#file.close();
  }
}

/** What a transaction knows: the ledger and what it has added itself. */
class KnownInLedger implements KnownLogs {
  readonly #database: SqliteDatabase;
  readonly #cursors: Map<string, LogCursor>;
  #digests: DigestSet | undefined;

  constructor(database: SqliteDatabase) {
    this.#database = database;
    this.#cursors = new Map(readCursors(database));
  }

  readonly cursorOf = (path: string): LogCursor | undefined => this.#cursors.get(path);

  // Loaded with the first new call.
  readonly isCounted = (digest: number): boolean =>
    (this.#digests ??= readDigests(this.#database)).has(digest);

  add({ cursor, digests }: LogReading): void {
    this.#cursors.set(cursor.path, cursor);
    if (this.#digests === undefined) return;
    for (const digest of digests) this.#digests.add(digest);
  }
}
