import type { UsageDaemon } from '../daemon/usage-daemon.ts';
import type { Clock } from '../host/host.ts';
import type { Page } from './page.ts';

/** What the routes depend on. */
export type ServerWorld = {
  readonly daemon: UsageDaemon;
  readonly clock: Clock;
  readonly page: Page;
  readonly version: string;
  /** What `/health` says instead, for clients that compare it with another program's version. */
  readonly reportedVersion?: string | undefined;
  /** Aborted when the server stops: waiting ends, streams close. */
  readonly stopping: AbortSignal;
};
