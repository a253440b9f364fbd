import { openDaemon } from '../../../daemon/open-daemon.ts';
import type { ServerSettings } from '../../../config/settings.ts';
import { stackOf } from '../../../host/log.ts';
import { lateListener } from '../../../server/late-listener.ts';
import { takePlace } from '../../../server/listen.ts';
import type { CommandContext } from '../../command-context.ts';
import { ownHost, type ProgramSource } from './program-to-show.ts';

/** Starts the always-on program in here, with its page where any port can be had. */
export async function openOwnProgram(
  { host, configPath }: CommandContext,
  { port, token }: ServerSettings,
): Promise<ProgramSource> {
  const access = { loopbackOnly: true, token };
  const wished = await takePlace({ host: ownHost, port });
  const taken = wished.kind === 'held' ? wished : await takePlace({ host: ownHost, port: 0 });
  const place = taken.kind === 'held' ? taken : undefined;
  try {
    const daemon = await openDaemon({ host, configPath });
    const address = place === undefined ? undefined : new URL(`http://${ownHost}:${place.port}/`);
    place?.open(
      lateListener(
        async () => {
          const { pageListener } = await import('../serve/page-listener.ts');
          return pageListener(host, { daemon, access, stopping: place.stopping });
        },
        (error) => host.log.debug('the page can not be had', { stack: stackOf(error) }),
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
