import { join } from 'node:path';
import { dataFolder } from '../config/config-paths.ts';
import { kimiTime } from '../domain/clock-offset.ts';
import { currentWall, withSeenWalls, type SeenWall } from '../domain/seen-wall.ts';
import type { UsageOutcome, UsageSnapshot } from '../domain/usage-snapshot.ts';
import type { Host } from '../host/host.ts';
import { openWallsFile } from '../store/walls-file.ts';

/**
 * The walls that the logs of agents showed when they were last read. They are the main account's:
 * logs do not say whose key was refused, and a named account has a key of its own.
 */
export function readSeenWalls(host: Host, account: string | undefined): readonly SeenWall[] {
  return account === undefined ? wallsFile(host).read() : [];
}

/** An outcome with what its cached usage can't know yet: the walls since. */
export function underWalls(
  outcome: UsageOutcome,
  walls: readonly SeenWall[],
  nowMs: number,
): UsageOutcome {
  if (walls.length === 0) return outcome;
  if (outcome.kind === 'fresh')
    return { ...outcome, snapshot: snapshotUnderWalls(outcome.snapshot, walls, nowMs) };
  const { lastGood } = outcome;
  return lastGood === undefined
    ? outcome
    : { ...outcome, lastGood: snapshotUnderWalls(lastGood, walls, nowMs) };
}

function snapshotUnderWalls(
  snapshot: UsageSnapshot,
  walls: readonly SeenWall[],
  localMs: number,
): UsageSnapshot {
  const fetchedAtMs = kimiTime(snapshot, snapshot.fetchedAtMs);
  const nowMs = kimiTime(snapshot, localMs);
  const seen = walls.map(({ windowId, seenAtMs }) => {
    return { windowId, seenAtMs: kimiTime(snapshot, seenAtMs) };
  });
  const windows = withSeenWalls(snapshot.windows, seen, { fetchedAtMs, nowMs });
  return { ...snapshot, windows, wall: currentWall(windows, seen, nowMs) };
}

export function wallsFile({ files, env, platform }: Pick<Host, 'files' | 'env' | 'platform'>) {
  return openWallsFile(files, join(dataFolder(env, platform), 'walls.json'));
}
