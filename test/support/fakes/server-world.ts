import { Failure } from '../../../src/domain/failure.ts';
import type { Secret } from '../../../src/domain/secret.ts';
import type { UsageState } from '../../../src/domain/usage-state.ts';
import type { Clock } from '../../../src/host/host.ts';
import { createServerApp, type ServerApp } from '../../../src/server/create-server-app.ts';
import { createPage } from '../../../src/server/page.ts';
import { fakeDaemon, type FakeDaemon, type FakeDaemonParts } from './fake-daemon.ts';
import { nowMs, outcomes } from './snapshots.ts';

/** A clock that moves only when told to; sleepers wake as it passes them. */
export type HandClock = Clock & { advance(ms: number): void; readonly sleepers: number };

export function handClock(startMs = nowMs): HandClock {
  let now = startMs;
  const sleepers = new Set<{ readonly atMs: number; readonly wake: () => void }>();
  return {
    now: () => now,
    sleep(ms, signal) {
      return new Promise((resolve, reject) => {
        if (signal?.aborted === true) return reject(signal.reason);
        const sleeper = { atMs: now + ms, wake: resolve };
        sleepers.add(sleeper);
        signal?.addEventListener('abort', () => {
          sleepers.delete(sleeper);
          reject(signal.reason);
        });
      });
    },
    advance(ms) {
      now += ms;
      for (const sleeper of sleepers) {
        if (sleeper.atMs > now) continue;
        sleepers.delete(sleeper);
        sleeper.wake();
      }
    },
    get sleepers() {
      return sleepers.size;
    },
  };
}

export const everydayState: UsageState = {
  enabled: true,
  accounts: [{ outcome: outcomes['fresh']! }],
  refreshing: false,
  nextRefreshAtMs: nowMs + 240_000,
  cadence: 'scheduled',
  atMs: nowMs,
};

export type TestWorld = {
  readonly app: ServerApp;
  readonly daemon: FakeDaemon;
  readonly clock: HandClock;
  readonly bugs: unknown[];
  stop(): void;
  /** Sends a request to a server on this computer. */
  ask(path: string, init?: RequestInit): Promise<Response>;
};

export function testWorld(
  parts: Partial<FakeDaemonParts> & {
    token?: Secret | undefined;
    loopbackOnly?: boolean | undefined;
    page?: string | undefined;
  } = {},
): TestWorld {
  const {
    token,
    loopbackOnly = true,
    page = '<!doctype html><title>x</title>',
    ...daemonParts
  } = parts;
  const daemon = fakeDaemon({ state: everydayState, ...daemonParts });
  const clock = handClock();
  const stopping = new AbortController();
  const bugs: unknown[] = [];
  const world = {
    daemon,
    clock,
    page: createPage(page),
    version: '1.2.3',
    stopping: stopping.signal,
  };
  const access = { loopbackOnly, token };
  const app = createServerApp(world, access, (error) => bugs.push(error));
  return {
    app,
    daemon,
    clock,
    bugs,
    stop: () => stopping.abort(new Failure('cancelled', 'the server stops')),
    async ask(path, init = {}) {
      const headers = new Headers(init.headers);
      if (!headers.has('host')) headers.set('host', '127.0.0.1:8737');
      return app(new Request(`http://127.0.0.1:8737${path}`, { ...init, headers }));
    },
  };
}
