import { version } from '../../../app/version.ts';
import { collectAfterStart } from '../../../host/small-heap.ts';
import { openDaemon } from '../../../daemon/open-daemon.ts';
import type { EffectiveCadence } from '../../../domain/setting-choices.ts';
import type { ListenProblem } from '../../../host/http/http-server.ts';
import { bindAddress, type BoundAddress } from '../../../server/listen.ts';
import type { CommandContext } from '../../command-context.ts';
import { openInBrowser } from '../../open-in-browser.ts';
import { findVersionAt } from '../../../daemon/find-version-at.ts';
import { trayAtLogin } from '../../tray-at-login.ts';
import { pageListener } from './page-listener.ts';
import {
  isShort,
  readServeAddress,
  urlOf,
  type AddressFlags,
  type ServeAddress,
} from './serve-address.ts';

export type ServeOptions = AddressFlags & {
  /** Overrides the setting. */
  readonly cadence?: EffectiveCadence | undefined;
  /** What `/health` says instead of KimiBar's version. */
  readonly reportedVersion?: string | undefined;
  /** Opens the page in the browser, even if another KimiBar serves it. */
  readonly open: boolean;
};

/**
 * `kimibar serve`: page, API and background refresh until Ctrl-C or SIGTERM. Exit code 0, also if a
 * KimiBar already serves at that address; 1 if the address cannot be used.
 */
export async function runServe(context: CommandContext, options: ServeOptions): Promise<number> {
  const address = await readServeAddress(context, options);
  const { terminal, messages } = context;
  if (isShort(address.token)) terminal.err(messages.serve.shortToken);
  const bound = await bindAddress(address);
  if (bound.kind !== 'bound') return reportTaken(context, address, { ...options, trouble: bound });
  try {
    return await serveAt(bound, context, { ...options, address });
  } finally {
    await bound.stop();
  }
}

async function serveAt(
  bound: BoundAddress,
  context: CommandContext,
  { address, cadence, open, reportedVersion }: ServeOptions & { readonly address: ServeAddress },
): Promise<number> {
  const { host, terminal, messages, signal, configPath } = context;
  const daemon = await openDaemon({
    host,
    configPath,
    cadence,
    staysOpen: true,
    trayAtLogin: trayAtLogin(context),
  });
  try {
    const { stopping } = bound;
    bound.open(pageListener(host, { daemon, access: address, reportedVersion, stopping }));
    const url = urlOf(address, bound.port);
    terminal.out(messages.serve.running({ address: url.href, version }));
    await daemon.announce(url.href);
    collectAfterStart();
    if (open) await showPage(context, url);
    await aborted(signal);
    // The server stops before the daemon: responses under way still need it.
    await bound.stop();
    return 0;
  } finally {
    await daemon.close();
  }
}

async function reportTaken(
  context: CommandContext,
  address: ServeAddress,
  { trouble, open }: { readonly trouble: ListenProblem; readonly open: boolean },
): Promise<number> {
  const { terminal, messages, host, signal } = context;
  const url = urlOf(address, address.port);
  const running = trouble.kind === 'taken' ? await findVersionAt(host, url, signal) : undefined;
  if (running === undefined) {
    terminal.err(messages.serve.bindProblem[trouble.kind]({ place: url.host, code: trouble.code }));
    return 1;
  }
  terminal.out(messages.serve.alreadyRunning({ address: url.href, version: running }));
  if (open) await showPage(context, url);
  return 0;
}

async function showPage(
  { host, terminal, messages, signal }: CommandContext,
  url: URL,
): Promise<void> {
  const isOpened = await openInBrowser(host, url, signal).catch(() => false);
  if (!isOpened && !signal.aborted) terminal.err(messages.serve.notOpened(url.href));
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
