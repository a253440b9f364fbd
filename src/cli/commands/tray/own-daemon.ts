import type { ServerSettings } from '../../../config/settings.ts';
import { openDaemon } from '../../../daemon/open-daemon.ts';
import { stackOf } from '../../../host/log.ts';
import { lateListener } from '../../../server/late-listener.ts';
import { bindAddress } from '../../../server/listen.ts';
import type { TrayDaemon } from '../../../tray/tray-face.ts';
import type { CommandContext } from '../../command-context.ts';
import { trayAtLogin, type TrayFlags } from '../../tray-at-login.ts';

/** The daemon that the tray shows, in this process or in another. */
export type ShownDaemon = {
  readonly daemon: TrayDaemon;
  /** The address of its page. */
  readonly address?: URL | undefined;
  /** Resolves when another process's daemon has ended; never for our own. */
  readonly gone: Promise<void>;
  /** Disconnects from another process's daemon, ends our own. */
  close(): Promise<void>;
};

/** The port of the page, if it is free; another port is used if not. */
export type PageAddress = {
  readonly host: string;
  readonly port: number;
  readonly token: ServerSettings['token'];
};

/** Starts the daemon in this process. Its page is missing if no port can be opened. */
export async function openOwnDaemon(
  context: CommandContext,
  { host: hostname, port, token, flags }: PageAddress & { readonly flags: TrayFlags },
): Promise<ShownDaemon> {
  const { host, configPath } = context;
  const access = { loopbackOnly: true, token };
  const preferred = await bindAddress({ host: hostname, port });
  const bound =
    preferred.kind === 'bound' ? preferred : await bindAddress({ host: hostname, port: 0 });
  const place = bound.kind === 'bound' ? bound : undefined;
  try {
    const login = trayAtLogin(context, flags);
    const daemon = await openDaemon({ host, configPath, staysOpen: true, trayAtLogin: login });
    const address = place === undefined ? undefined : new URL(`http://${hostname}:${place.port}/`);
    place?.open(
      lateListener(
        async () => {
          const { pageListener } = await import('../serve/page-listener.ts');
          return pageListener(host, { daemon, access, stopping: place.stopping });
        },
        (error) => host.log.debug('could not load the page', { stack: stackOf(error) }),
      ),
    );
    if (address !== undefined) await daemon.announce(address.href);
    return {
      daemon,
      address,
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
