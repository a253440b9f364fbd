import type { SeenWall } from '../../domain/seen-wall.ts';
import type { Host } from '../../host/host.ts';
import type { TokenLedger } from '../../store/ledger/token-ledger.ts';
import { wallsFile } from '../seen-walls.ts';

/** No window is longer than a month. */
const recentMs = 32 * 86_400_000;
const maxWalls = 50;

/**
 * Makes the walls of the ledger known to requests for usage. True if there is a new one. Never
 * rejects.
 */
export async function publishWalls(host: Host, ledger: TokenLedger): Promise<boolean> {
  const nowMs = host.clock.now();
  const span = { sinceMs: nowMs - recentMs, untilMs: nowMs + 1, ownOnly: true };
  const recent = (await ledger.walls(span)).slice(-maxWalls);
  const walls = recent.map(({ at, window }): SeenWall => ({ windowId: window, seenAtMs: at }));
  const file = wallsFile(host);
  const known = file.read();
  if (JSON.stringify(walls) === JSON.stringify(known)) return false;
  try {
    await file.write(walls);
  } catch (error) {
    host.log.debug('the walls could not be saved', { reason: String(error) });
  }
  const latestMs = Math.max(0, ...known.map(({ seenAtMs }) => seenAtMs));
  return walls.some(({ seenAtMs }) => seenAtMs > latestMs);
}
