import { join } from 'node:path';
import type { UsageDaemon } from '../../../daemon/usage-daemon.ts';
import { version } from '../../../app/version.ts';
import type { Files, Host } from '../../../host/host.ts';
import type { HttpListener } from '../../../host/http/http-server.ts';
import { stackOf } from '../../../host/log.ts';
import type { AccessPolicy } from '../../../server/access.ts';
import { createPage } from '../../../server/page.ts';
import { createServerListener } from '../../../server/server-listener.ts';

export type PageFacts = {
  readonly daemon: UsageDaemon;
  readonly access: AccessPolicy;
  readonly reportedVersion?: string | undefined;
  /** Aborted when the server stops. */
  readonly stopping: AbortSignal;
};

/** Serves page and API of a daemon in this process. Bugs are logged. */
export function pageListener(
  { clock, files, log }: Pick<Host, 'clock' | 'files' | 'log'>,
  { access, ...facts }: PageFacts,
): HttpListener {
  const world = { ...facts, clock, page: createPage(readPageText(files)), version };
  return createServerListener(world, access, (error) =>
    log.debug('bug in the server', { stack: stackOf(error) }),
  );
}

/**
 * Undefined if the page was not built. It is beside the chunks' folder in a build, in `dist` when
 * running from source.
 */
function readPageText(files: Pick<Files, 'readText'>): string | undefined {
  const here = import.meta.dirname;
  return [
    join(here, '..', 'web', 'index.html'),
    join(here, '..', '..', '..', '..', 'dist', 'web', 'index.html'),
  ]
    .map((path) => files.readText(path))
    .find((text) => text !== undefined);
}
