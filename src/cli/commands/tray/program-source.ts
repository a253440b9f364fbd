import { announcedAddress } from '../../../app/announced-address.ts';
import { openRemoteDaemon } from '../../../daemon/remote-daemon.ts';
import { loadSettings } from '../../../config/load-settings.ts';
import type { ServerSettings } from '../../../config/settings.ts';
import type { CommandContext } from '../../command-context.ts';
import { findRunning } from '../../../daemon/find-running.ts';
import { ownHost, type ProgramSource } from './program-to-show.ts';

/** The program that runs already, or one of our own with its page. Rejects with `invalid-config` where the config file can't be used. */
export async function openProgramSource(context: CommandContext): Promise<ProgramSource> {
  const { host, configPath } = context;
  const { settings } = await loadSettings(host, { path: configPath });
  const announced = announcedAddress(host);
  const running =
    announced === undefined ? undefined : await remoteSource(context, settings.server, announced);
  if (running !== undefined) return running;
  const neighbour = await remoteSource(
    context,
    settings.server,
    new URL(`http://${ownHost}:${settings.server.port}/`),
  );
  if (neighbour !== undefined) return neighbour;
  // Half of the program, which a tray beside a server does without.
  const { openOwnProgram } = await import('./own-program.ts');
  return openOwnProgram(context, settings.server);
}

async function remoteSource(
  { host, signal }: CommandContext,
  { token }: ServerSettings,
  address: URL,
): Promise<ProgramSource | undefined> {
  if ((await findRunning(host, address, signal)) === undefined) return undefined;
  const daemon = await openRemoteDaemon(host, {
    address,
    token,
  });
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
