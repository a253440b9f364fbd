import { join } from 'node:path';
import { dataFolder } from '../../config/config-paths.ts';
import type { Host } from '../../host/host.ts';
import { TokenLedger } from '../../store/ledger/token-ledger.ts';
import { publishWalls } from './publish-walls.ts';
import { readNewLogs, type ReadOptions } from './read-new-logs.ts';

/** A batch takes some tens of milliseconds, in which a program serves no request. */
export const smallBatchBytes = 32 * 1024 * 1024;

/** The ledger that all processes of this user share. Close it after use. */
export function openLedger(host: Host, options: { readonly mayCreate: boolean }): TokenLedger {
  const path = join(dataFolder(host.env, host.platform), 'ledger.sqlite');
  return TokenLedger.at(host, path, options);
}

/** The ledger with everything that the logs have by now; in memory only if it can't be saved. */
export async function openUpToDateLedger(
  host: Host,
  options: ReadOptions = {},
): Promise<TokenLedger> {
  const ledger = openLedger(host, { mayCreate: true });
  if (await readNewLogs(host, ledger, options)) {
    await publishWalls(host, ledger);
    return ledger;
  }
  ledger.close();
  const inMemory = await TokenLedger.inMemory(host);
  await readNewLogs(host, inMemory, options);
  return inMemory;
}
