import { join } from 'node:path';
import { isShape, isText, optional } from '../domain/shape.ts';
import { isUsageSnapshot } from '../domain/usage-shape.ts';
import type { UsageSnapshot } from '../domain/usage-snapshot.ts';
import type { Host } from '../host/host.ts';
import { refuseLinkedFolder } from '../host/files/safe-folder.ts';
import { tryFacts, tryReadText } from '../host/files/try-read.ts';

/** Fetched usage that the history does not have yet. */
export type UnrecordedUsage = {
  readonly account?: string | undefined;
  readonly snapshot: UsageSnapshot;
};

/** Some days of refreshes every five minutes. */
const maxBytes = 512 * 1024;

const isUnrecorded = isShape<UnrecordedUsage>({
  account: optional(isText),
  snapshot: isUsageSnapshot,
});

/** The file of these notes in the folder for data. */
export function unrecordedPath(folder: string): string {
  return join(folder, 'unrecorded.jsonl');
}

/**
 * Notes usage for the history in one line of a file: opening the database would take a short run
 * longer than the rest. False if the file is full or can't be written.
 */
export function noteUnrecorded(
  files: Pick<Host['files'], 'append' | 'facts'>,
  path: string,
  usage: UnrecordedUsage,
): boolean {
  if ((tryFacts(files, path)?.sizeBytes ?? 0) > maxBytes) return false;
  try {
    refuseLinkedFolder(files, path);
    files.append(path, `${JSON.stringify(usage)}\n`);
    return true;
  } catch {
    // A read-only or full disk, as the caller knows from its cache.
    return false;
  }
}

/** True if usage waits for the history. */
export function hasUnrecorded(files: Pick<Host['files'], 'facts'>, path: string): boolean {
  return tryFacts(files, path) !== undefined;
}

/**
 * Takes all usage that was noted, in order; lines of another version are dropped. What other
 * processes note meanwhile is left for the next time.
 */
export async function takeUnrecorded(
  { files, platform }: Pick<Host, 'files' | 'platform'>,
  path: string,
): Promise<readonly UnrecordedUsage[]> {
  const taken = `${path}.${platform.pid}`;
  try {
    if (!hasUnrecorded(files, path) || !(await files.move(path, taken))) return [];
    const lines = (tryReadText(files, taken, 2 * maxBytes) ?? '').split('\n');
    await files.remove(taken);
    return lines.flatMap(usageIn);
  } catch {
    // A folder of another user: the history can't be written either.
    return [];
  }
}

function usageIn(line: string): readonly UnrecordedUsage[] {
  try {
    const usage: unknown = JSON.parse(line);
    return isUnrecorded(usage) ? [usage] : [];
  } catch {
    return [];
  }
}
