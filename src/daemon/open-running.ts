import { announcedAddress, openSchedule } from '../app/running-daemon.ts';
import type { Settings } from '../config/settings.ts';
import type { Host } from '../host/host.ts';
import { accountSlot } from './daemon-accounts.ts';
import { findVersionAt } from './find-version-at.ts';
import { openRemoteDaemon, type RemoteDaemon } from './remote-daemon.ts';

export type RunningRequest = {
  readonly settings: Settings;
  /** The account that must be kept fresh; the main one if absent. */
  readonly account?: string | undefined;
  readonly signal: AbortSignal;
};

/**
 * Connects to the running daemon that keeps this account fresh with the same credentials, if there
 * is one that also serves its API. A daemon started with other settings may show another account
 * under the same name.
 */
export async function openRunning(
  host: Host,
  { settings, account, signal }: RunningRequest,
): Promise<RemoteDaemon | undefined> {
  const named = settings.provider.accounts.find(({ name }) => name === account);
  const nextRefreshAtMs = openSchedule(host).nextRefreshAtMs(accountSlot(host, settings, named));
  const address = nextRefreshAtMs === undefined ? undefined : announcedAddress(host);
  if (address === undefined || (await findVersionAt(host, address, signal)) === undefined)
    return undefined;
  return openRemoteDaemon(host, { address, token: settings.server.token });
}
