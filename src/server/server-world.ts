import type { UsageDaemon } from '../daemon/usage-daemon.ts';
import type { Clock } from '../host/host.ts';
import type { Page } from './page.ts';

/** What the routes depend on. */
export type ServerWorld = {
  readonly daemon: UsageDaemon;
  readonly clock: Clock;
  readonly page: Page;
  readonly version: string;
  /** Aborted when the server stops: waiting ends, streams close. */
  readonly stopping: AbortSignal;
};
