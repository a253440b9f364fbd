import { version } from '../../../app/version.ts';
import { openDaemon } from '../../../daemon/open-daemon.ts';
import type { Cadence } from '../../../domain/setting-choices.ts';
import type { NoPlace } from '../../../host/http/http-server.ts';
import { takePlace, type ServerPlace } from '../../../server/listen.ts';
import type { CommandContext } from '../../command-context.ts';
import { openInBrowser } from '../../open-in-browser.ts';
import { findRunning } from '../../../daemon/find-running.ts';
import { pageListener } from './page-listener.ts';
import { addressOf, readServePlace, type PlaceFlags, type ServePlace } from './serve-address.ts';

export type ServeOptions = PlaceFlags & {
  /** In place of the setting. */
  readonly cadence?: Cadence | undefined;
  /** Opens the page in the browser, also where a KimiBar is running already. */
  readonly open: boolean;
};

/**
 * `kimibar serve`: page, API and background refresh until it is told to stop (Ctrl-C, SIGTERM), which is exit code 0.
 * Where a KimiBar already serves at that place it is named, and that is 0, too: what was wanted is there. 1 where the place can't be had.
 */
export async function runServe(context: CommandContext, options: ServeOptions): Promise<number> {
  const wish = await readServePlace(context, options);
  const place = await takePlace(wish);
  if (place.kind !== 'held')
    return reportNoPlace(context, wish, { trouble: place, open: options.open });
  try {
    return await serveAt(place, context, { wish, options });
  } finally {
    await place.stop();
  }
}

type Asked = { readonly wish: ServePlace; readonly options: ServeOptions };

async function serveAt(
  place: ServerPlace,
  context: CommandContext,
  { wish, options }: Asked,
): Promise<number> {
  const { host, terminal, messages, signal, configPath } = context;
  const daemon = await openDaemon({
    host,
    configPath,
    cadence: options.cadence,
  });
  try {
    place.open(pageListener(host, { daemon, access: wish, stopping: place.stopping }));
    const address = addressOf(wish, place.port);
    terminal.out(messages.serve.running({ address: address.href, version }));
    await daemon.announce(address.href);
    if (options.open) await showPage(context, address);
    await aborted(signal);
    // First the faces, then what they show: answers under way still find their daemon.
    await place.stop();
    return 0;
  } finally {
    await daemon.close();
  }
}

async function reportNoPlace(
  context: CommandContext,
  wish: ServePlace,
  { trouble, open }: { trouble: NoPlace; open: boolean },
): Promise<number> {
  const { terminal, messages, host, signal } = context;
  const address = addressOf(wish, wish.port);
  const running = trouble.kind === 'taken' ? await findRunning(host, address, signal) : undefined;
  if (running === undefined) {
    terminal.err(messages.serve.noPlace[trouble.kind]({ place: address.host, code: trouble.code }));
    return 1;
  }
  terminal.out(messages.serve.alreadyRunning({ address: address.href, version: running }));
  if (open) await showPage(context, address);
  return 0;
}

async function showPage(
  { host, terminal, messages, signal }: CommandContext,
  address: URL,
): Promise<void> {
  const opened = await openInBrowser(host, address, signal).catch(() => false);
  if (!opened && !signal.aborted) terminal.err(messages.serve.notOpened(address.href));
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
