import { Failure, isFailureKind, type FailureFacts } from '../domain/failure.ts';
import type { Secret } from '../domain/secret.ts';
import type { SettingsPatch, SettingsView } from '../domain/settings-view.ts';
import type { UsageState } from '../domain/usage-state.ts';
import type { Host, HttpRequest } from '../host/host.ts';
import { readServerEvents } from '../host/http/server-events.ts';
import type { UsageDaemon } from './usage-daemon.ts';

/** What can be had of a program that runs elsewhere on this machine. */
export type RemoteDaemon = Pick<
  UsageDaemon,
  'state' | 'subscribe' | 'refresh' | 'look' | 'settings' | 'changeSettings'
> & {
  /** Resolves when it can't be reached any more, or `close` was called. */
  readonly gone: Promise<void>;
  /** Lets go of it; it runs on. */
  close(): void;
};

type Place = { readonly address: URL; readonly token?: Secret | undefined };

/** A refresh takes as long as the slowest source. */
const refreshPatienceMs = 60_000;
const patienceMs = 5_000;

/**
 * The always-on program that serves at an address, over its HTTP API. Undefined where none answers there. A stream of states
 * stays open from then on; it does not count as somebody looking.
 */
export async function openRemoteDaemon(
  { http }: Pick<Host, 'http'>,
  place: Place,
): Promise<RemoteDaemon | undefined> {
  const closing = new AbortController();
  const ask = <T>(route: string, request: Partial<HttpRequest> = {}): Promise<T> =>
    askDaemon<T>(http, place, route, { signal: closing.signal, ...request });
  let state: UsageState;
  let settings: SettingsView;
  try {
    [state, settings] = await Promise.all([
      ask<UsageState>('state'),
      ask<SettingsView>('settings'),
    ]);
  } catch {
    return undefined;
  }
  const listeners = new Set<(state: UsageState) => void>();
  const stream = (
    query: string,
    signal: AbortSignal,
    onData: (text: string) => void,
  ): Promise<void> =>
    readServerEvents(
      {
        url: routeUrl(place, `events${query}`),
        signal,
        token: place.token,
      },
      onData,
    );

  function take(next: UsageState): void {
    state = next;
    for (const listener of listeners) listener(next);
  }

  /** Somebody may have changed them elsewhere. */
  async function noticeSettings(): Promise<void> {
    const now = await ask<SettingsView>('settings').catch(() => settings);
    if (JSON.stringify(now) === JSON.stringify(settings)) return;
    settings = now;
    take(state);
  }

  function hear(text: string): void {
    take(JSON.parse(text) as UsageState);
    void noticeSettings();
  }

  const gone = stream('?background', closing.signal, hear).then(() => closing.abort());
  return {
    gone,
    state: () => state,
    settings: () => settings,
    subscribe(listener) {
      listeners.add(listener);
      listener(state);
      return () => void listeners.delete(listener);
    },
    async refresh() {
      take(await ask<UsageState>('refresh', { method: 'POST', timeoutMs: refreshPatienceMs }));
      return state;
    },
    look() {
      // An open stream is how the other side knows that somebody looks.
      const looking = new AbortController();
      void stream('', AbortSignal.any([looking.signal, closing.signal]), () => {});
      return () => looking.abort();
    },
    async changeSettings(patch: SettingsPatch) {
      const headers = { 'Content-Type': 'application/json' };
      settings = await ask<SettingsView>('settings', {
        method: 'PATCH',
        body: JSON.stringify(patch),
        headers,
      });
      return settings;
    },
    close: () => closing.abort(),
  };
}

function routeUrl({ address }: Place, route: string): URL {
  return new URL(`/api/v1/${route}`, address);
}

/** Both ends are one program, as a rule of one version: the shape of an answer is agreed on by the types they share. */
async function askDaemon<T>(
  http: Host['http'],
  place: Place,
  route: string,
  request: Partial<HttpRequest> & Pick<HttpRequest, 'signal'>,
): Promise<T> {
  const authorization =
    place.token === undefined ? {} : { Authorization: `Bearer ${place.token.open()}` };
  const headers = { Accept: 'application/json', ...authorization, ...request.headers };
  const answer = await http.request({
    method: 'GET',
    timeoutMs: patienceMs,
    ...request,
    url: routeUrl(place, route),
    headers,
  });
  const body: unknown = JSON.parse(answer.body);
  if (answer.status === 200) return body as T;
  const { failure } = (body ?? {}) as { readonly failure?: FailureFacts | undefined };
  const kind = isFailureKind(failure?.kind) ? failure.kind : 'server-fault';
  throw new Failure(
    kind,
    `the daemon answered ${answer.status}`,
    failure?.detail === undefined ? {} : { detail: failure.detail },
  );
}
