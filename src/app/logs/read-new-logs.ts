import type { KnownLogs, LogReading, LogStamp } from '../../domain/log-reading.ts';
import type { Host } from '../../host/host.ts';
import type { LogCorner, ReadableLog } from '../../logs/log-corner.ts';
import { createLogCorners } from '../../logs/log-corners.ts';
import { isUnchanged } from '../../logs/read-log.ts';
import type { TokenLedger } from '../../store/ledger/token-ledger.ts';

export type ReadOptions = {
  readonly signal?: AbortSignal | undefined;
  /** What is read at one go, while nothing else happens in this process; 256 MiB by default. */
  readonly batchBytes?: number | undefined;
  /** Called before the first file is read; not at all if nothing is new. */
  readonly onNew?: (() => Promise<void>) | undefined;
};

/** Enough to be fast; other processes wait for the transaction. */
const defaultBatchBytes = 256 * 1024 * 1024;

/**
 * Reads what is new in the logs of all agents into the ledger; cheap if nothing is. False if the
 * ledger can't be written. Rejects with the signal's reason, between two batches.
 */
export async function readNewLogs(
  host: Host,
  ledger: TokenLedger,
  { batchBytes = defaultBatchBytes, ...options }: ReadOptions = {},
): Promise<boolean> {
  const known = await ledger.logStamps();
  for (const corner of createLogCorners(host)) {
    if (!(await readCorner(corner, { ...options, ledger, known, batchBytes }))) return false;
  }
  return true;
}

type Reading = ReadOptions & {
  readonly ledger: TokenLedger;
  /** As they were before anything was read. */
  readonly known: ReadonlyMap<string, LogStamp>;
  readonly batchBytes: number;
};

async function readCorner(
  corner: LogCorner,
  { ledger, known, signal, batchBytes, onNew }: Reading,
): Promise<boolean> {
  const found = await corner.find();
  const paths = new Set(found.map(({ path }) => path));
  await ledger.forgetLogs(
    [...known]
      .filter(([path, { agent }]) => agent === corner.agent && !paths.has(path))
      .map(([path]) => path),
  );
  const changed = found.filter(({ path, facts }) => !isUnchanged(known.get(path), facts));
  if (changed.length > 0) await onNew?.();
  for (const batch of batches(await corner.prepare(changed), batchBytes)) {
    signal?.throwIfAborted();
    const isSaved = await ledger.record(function* read(ledgerNow): Generator<LogReading> {
      for (const log of batch) {
        const reading = readQuietly(log, ledgerNow);
        if (reading !== undefined) yield reading;
      }
    });
    if (!isSaved) return false;
  }
  return true;
}

/** The message of a reader's bug may quote the log, so only where it happened gets out. */
function readQuietly(log: ReadableLog, known: KnownLogs): LogReading | undefined {
  try {
    return log.read(known);
  } catch (error) {
    const bug = new Error('a log can not be read');
    bug.stack = `${bug.message}\n${framesOf(error)}`;
    throw bug;
  }
}

function framesOf(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const at = stack.search(/^ {4}at /m);
  return at < 0 ? '' : stack.slice(at);
}

function batches(
  logs: readonly ReadableLog[],
  batchBytes: number,
): readonly (readonly ReadableLog[])[] {
  const all: ReadableLog[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const log of logs) {
    if (bytes > batchBytes) {
      all.push([]);
      bytes = 0;
    }
    all.at(-1)?.push(log);
    bytes += log.facts.sizeBytes;
  }
  return all;
}
