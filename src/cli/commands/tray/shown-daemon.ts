import { announcedAddress } from '../../../app/running-daemon.ts';
import { loadSettings } from '../../../config/load-settings.ts';
import type { ServerSettings } from '../../../config/settings.ts';
import { findVersionAt } from '../../../daemon/find-version-at.ts';
import { openRemoteDaemon } from '../../../daemon/remote-daemon.ts';
import type { CommandContext } from '../../command-context.ts';
import type { TrayFlags } from '../../tray-at-login.ts';
import type { ShownDaemon } from './own-daemon.ts';

/** Loopback only, whatever address the settings give `serve`. */
const loopback = '127.0.0.1';

/**
 * Connects to the daemon that runs already, or starts one in this process, whose page lets the user
 * start the tray at login with these flags. Rejects with `invalid-config` if the config file can't
 * be used.
 */
export async function openShownDaemon(
  context: CommandContext,
  flags: TrayFlags,
): Promise<ShownDaemon> {
  const { host, configPath } = context;
  const { settings } = await loadSettings(host, { path: configPath });
  const { port, token } = settings.server;
  const addresses = [announcedAddress(host), new URL(`http://${loopback}:${port}/`)];
  for (const address of addresses) {
    if (address === undefined) continue;
    const running = await openRunning(context, address, settings.server);
    if (running !== undefined) return running;
  }
  // Loaded only now: half of the program, which a tray beside a server does without.
  const { openOwnDaemon } = await import('./own-daemon.ts');
  return openOwnDaemon(context, { host: loopback, port, token, flags });
}

async function openRunning(
  { host, signal }: CommandContext,
  address: URL,
  { token }: ServerSettings,
): Promise<ShownDaemon | undefined> {
  if ((await findVersionAt(host, address, signal)) === undefined) return undefined;
  const daemon = await openRemoteDaemon(host, { address, token });
  if (daemon === undefined) return undefined;
  return {
    daemon,
    address,
    gone: daemon.gone,
    async close() {
      daemon.close();
      await daemon.gone;
    },
  };
}
