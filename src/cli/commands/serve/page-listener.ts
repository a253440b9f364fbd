import type { UsageDaemon } from '../../../app/usage-daemon.ts';
import { version } from '../../../app/version.ts';
import type { Host } from '../../../host/host.ts';
import type { HttpListener } from '../../../host/http/http-server.ts';
import type { AccessPolicy } from '../../../server/access.ts';
import { createPage } from '../../../server/page.ts';
import { createServerListener } from '../../../server/server-listener.ts';
import { readPageText } from '../serve/page-text.ts';

export type OwnPage = {
  readonly daemon: UsageDaemon;
  readonly access: AccessPolicy;
  /** Aborted when its place is given up. */
  readonly stopping: AbortSignal;
  readonly logBug: (error: unknown) => void;
};

/** Page and API of the always-on program in here. */
export function ownPage(host: Host, { daemon, access, stopping, logBug }: OwnPage): HttpListener {
  const world = { daemon, clock: host.clock, page: createPage(readPageText(host.files)), version, stopping };
  return createServerListener(world, access, logBug);
}
