import type { UsageDaemon } from '../../../daemon/usage-daemon.ts';
import { version } from '../../../app/version.ts';
import type { Host } from '../../../host/host.ts';
import type { HttpListener } from '../../../host/http/http-server.ts';
import { stackOf } from '../../../host/log.ts';
import type { AccessPolicy } from '../../../server/access.ts';
import { createPage } from '../../../server/page.ts';
import { createServerListener } from '../../../server/server-listener.ts';
import { readPageText } from './page-text.ts';

export type PageFacts = {
  readonly daemon: UsageDaemon;
  readonly access: AccessPolicy;
  /** Aborted when its place is given up. */
  readonly stopping: AbortSignal;
};

/** Answers with page and API of an always-on program in here. Bugs are logged. */
export function pageListener(
  { clock, files, log }: Pick<Host, 'clock' | 'files' | 'log'>,
  { daemon, access, stopping }: PageFacts,
): HttpListener {
  const world = { daemon, clock, page: createPage(readPageText(files)), version, stopping };
  return createServerListener(world, access, (error) =>
    log.debug('bug in the server', { stack: stackOf(error) }),
  );
}
