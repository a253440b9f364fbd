import type { KindUse } from '../../domain/ledger.ts';
import type { LedgerExport } from '../../domain/ledger-export.ts';
import type { TokenUse } from '../../domain/token-use.ts';
import type { SqliteDatabase } from '../../host/sqlite.ts';
import { readUses, readWalls } from './ledger-read.ts';
import { readFact, writeFact } from '../facts.ts';
import { stampedChange } from '../stamped-change.ts';
import { saveUses, saveWall } from './ledger-write.ts';

const dayMs = 86_400_000;
const endOfTimeMs = Number.MAX_SAFE_INTEGER;

/** This computer's own records. Whole days, since older ones may be folded by now. */
export function exportRecords(database: SqliteDatabase, sinceMs: number): LedgerExport {
  const span = {
    sinceMs: Math.floor(sinceMs / dayMs) * dayMs,
    untilMs: endOfTimeMs,
    everyMs: 1,
    ownOnly: true,
  };
  return {
    machine: machineName(database),
    sinceMs: span.sinceMs,
    uses: readUses(database, span).map(withoutLast),
    walls: readWalls(database, span),
  };
}

/** Idempotent: what the export knows again is replaced. All or nothing. */
export function importRecords(
  database: SqliteDatabase,
  { machine, sinceMs, uses, walls }: LedgerExport,
): 'imported' | 'own' {
  if (machine === machineName(database)) return 'own';
  stampedChange(database, () => {
    database.run(
      'DELETE FROM token_use WHERE at_ms >= ? AND kind_id IN (SELECT id FROM kind WHERE machine = ?)',
      [sinceMs, machine],
    );
    database.run('DELETE FROM wall WHERE at_ms >= ? AND machine = ?', [sinceMs, machine]);
    saveUses(database, uses, machine);
    for (const wall of walls) saveWall(database, wall, machine);
  });
  return 'imported';
}

function machineName(database: SqliteDatabase): string {
  const known = readFact(database, 'machine');
  if (known !== undefined) return known;
  const name = crypto.randomUUID();
  writeFact(database, 'machine', name);
  return name;
}

function withoutLast(use: KindUse): TokenUse {
  return Object.assign({}, use, { lastAt: undefined });
}
