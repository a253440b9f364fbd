import { announcedAddress } from '../../../app/find-daemon.ts';
import { openDaemon } from '../../../app/open-daemon.ts';
import { openRemoteDaemon } from '../../../app/remote-daemon.ts';
import { version } from '../../../app/version.ts';
import { loadSettings } from '../../../config/load-settings.ts';
import type { ServerSettings } from '../../../config/settings.ts';
import { takePlace, type ServerPlace } from '../../../server/listen.ts';
import { createPage } from '../../../server/page.ts';
import type { TrayDaemon } from '../../../tray/tray-face.ts';
import type { CommandContext } from '../../command-context.ts';
import { findRunning } from '../serve/find-running.ts';
import { readPageText } from '../serve/page-text.ts';

/** The always-on program that the tray shows. */
export type ProgramSource = {
  readonly daemon: TrayDaemon;
  /** Of its page. */
  readonly address?: URL;
  /** Resolves when another process's program has ended; one of our own never does. */
  readonly gone: Promise<void>;
  /** Lets go of another's program, ends one of our own. */
  close(): Promise<void>;
};

/** The tray's own page is for this computer alone, whatever `serve` is set to. */
const ownHost = '127.0.0.1';

/** The program that runs already, or one of our own with its page. Rejects with `invalid-config` where the config file can't be used. */
export async function openProgramSource(context: CommandContext): Promise<ProgramSource> {
  const { host, configPath } = context;
  const { settings } = await loadSettings(host, configPath === undefined ? {} : { path: configPath });
  const announced = announcedAddress(host);
  const running = announced === undefined ? undefined : await remoteSource(context, settings.server, announced);
  if (running !== undefined) return running;
  const place = await takePlace({ host: ownHost, port: settings.server.port }, accessOf(settings.server));
  if (place.kind === 'held') return ownSource(context, place);
  const neighbour = await remoteSource(context, settings.server, new URL(`http://${ownHost}:${settings.server.port}/`));
  if (neighbour !== undefined) return neighbour;
  const elsewhere = await takePlace({ host: ownHost, port: 0 }, accessOf(settings.server));
  return ownSource(context, elsewhere.kind === 'held' ? elsewhere : undefined);
}

function accessOf({ token }: ServerSettings) {
  return { loopbackOnly: true, ...(token === undefined ? {} : { token }) };
}

async function remoteSource({ host, signal }: CommandContext, { token }: ServerSettings, address: URL): Promise<ProgramSource | undefined> {
  if ((await findRunning(host, address, signal)) === undefined) return undefined;
  const daemon = await openRemoteDaemon(host, { address, ...(token === undefined ? {} : { token }) });
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

async function ownSource({ host, configPath }: CommandContext, place: ServerPlace | undefined): Promise<ProgramSource> {
  try {
    const daemon = await openDaemon({ host, ...(configPath === undefined ? {} : { configPath }) });
    const address = place === undefined ? undefined : new URL(`http://${ownHost}:${place.port}/`);
    place?.open({ daemon, clock: host.clock, page: createPage(readPageText(host.files)), version }, (error) =>
      host.log.debug('bug in the server', { stack: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    );
    if (address !== undefined) {
      await daemon
        .announce(address.href)
        .catch((error: unknown) => host.log.debug('the address could not be announced', { reason: String(error) }));
    }
    return {
      daemon,
      ...(address === undefined ? {} : { address }),
      gone: new Promise(() => {}),
      async close() {
        await place?.stop();
        await daemon.close();
      },
    };
  } catch (error) {
    await place?.stop();
    throw error;
  }
}
