import {
  backgroundParam,
  endpoints,
  parseBody,
  readDaemonError,
  type JsonEndpoint,
} from '../domain/daemon-api.ts';
import { Failure } from '../domain/failure.ts';
import type { Secret } from '../domain/secret.ts';
import type { SettingsView } from '../domain/settings-view.ts';
import type { UsageState } from '../domain/usage-state.ts';
import type { Host, HttpRequest } from '../host/host.ts';
import { readServerEvents } from '../host/http/server-events.ts';
import type { UsageDaemon } from './usage-daemon.ts';

/** The part of a daemon in another process that its HTTP API offers. */
export type RemoteDaemon = Pick<
  UsageDaemon,
  'state' | 'subscribe' | 'refresh' | 'look' | 'settings' | 'changeSettings'
> & {
  /** Resolves when the daemon cannot be reached any more, or after `close`. */
  readonly gone: Promise<void>;
  /** Disconnects; the daemon keeps running. */
  close(): void;
};

export type RemoteAddress = { readonly address: URL; readonly token?: Secret | undefined };

/** A refresh takes as long as the slowest source. */
const refreshTimeoutMs = 60_000;
const requestTimeoutMs = 5_000;

/**
 * Connects to the daemon that serves at an address. Undefined if none responds there, or none of a
 * compatible version. Keeps an event stream open that does not count as a viewer.
 */
export async function openRemoteDaemon(
  { http }: Pick<Host, 'http'>,
  remote: RemoteAddress,
): Promise<RemoteDaemon | undefined> {
  const connection = new Connection(http, remote);
  try {
    const [state, settings] = await Promise.all([
      connection.request(endpoints.state),
      connection.request(endpoints.settings),
    ]);
    return new Remote(connection, state, settings);
  } catch {
    return undefined;
  }
}

/** Requests to one daemon; all of them end with `close`. */
class Connection {
  readonly #http: Host['http'];
  readonly #remote: RemoteAddress;
  readonly #closing = new AbortController();

  constructor(http: Host['http'], remote: RemoteAddress) {
    this.#http = http;
    this.#remote = remote;
  }

  close(): void {
    this.#closing.abort();
  }

  /**
   * Resolves with the checked body. Rejects with the daemon's own `Failure`, or with whatever went
   * wrong on the way.
   */
  async request<Body>(
    endpoint: JsonEndpoint<Body>,
    request: Partial<HttpRequest> = {},
  ): Promise<Body> {
    const { token } = this.#remote;
    const { status, body } = await this.#http.request({
      timeoutMs: requestTimeoutMs,
      signal: this.#closing.signal,
      ...request,
      method: endpoint.method,
      url: new URL(endpoint.path, this.#remote.address),
      headers: {
        Accept: 'application/json',
        ...(token === undefined ? {} : { Authorization: `Bearer ${token.open()}` }),
        ...request.headers,
      },
    });
    if (status === 200) return parseBody(endpoint, body);
    const { failure } = readDaemonError(JSON.parse(body));
    throw new Failure(failure?.kind ?? 'server-fault', `the daemon answered ${status}`, {
      detail: failure?.detail,
    });
  }

  /** Resolves when the stream has ended, for whatever reason. */
  streamStates(
    query: string,
    { signal }: { readonly signal?: AbortSignal | undefined },
    onData: (text: string) => void,
  ): Promise<void> {
    const url = new URL(`${endpoints.events.path}${query}`, this.#remote.address);
    const ends = signal === undefined ? [] : [signal];
    const either = AbortSignal.any([this.#closing.signal, ...ends]);
    return readServerEvents({ url, signal: either, token: this.#remote.token }, onData);
  }
}

class Remote implements RemoteDaemon {
  readonly gone: Promise<void>;
  readonly #connection: Connection;
  readonly #listeners = new Set<(state: UsageState) => void>();
  #state: UsageState;
  #settings: SettingsView;
  /** Count what was published and requested: responses do not arrive in the order of requests. */
  #publications = 0;
  #settingsRequests = 0;

  constructor(connection: Connection, state: UsageState, settings: SettingsView) {
    this.#connection = connection;
    this.#state = state;
    this.#settings = settings;
    this.gone = connection
      .streamStates(`?${backgroundParam}`, {}, (text) => this.#receive(text))
      .then(() => connection.close());
  }

  state(): UsageState {
    return this.#state;
  }

  settings(): SettingsView {
    return this.#settings;
  }

  subscribe(listener: (state: UsageState) => void): () => void {
    this.#listeners.add(listener);
    listener(this.#state);
    return () => void this.#listeners.delete(listener);
  }

  async refresh(): Promise<UsageState> {
    const before = this.#publications;
    const state = await this.#connection.request(endpoints.refresh, {
      timeoutMs: refreshTimeoutMs,
    });
    // The stream, which is in order, has brought a state since that may be newer, or will.
    if (this.#publications === before) this.#publish(state);
    return state;
  }

  look(): () => void {
    // The daemon counts open streams as viewers.
    const looking = new AbortController();
    void this.#connection.streamStates('', { signal: looking.signal }, () => {});
    return () => looking.abort();
  }

  async changeSettings(patch: unknown): Promise<SettingsView> {
    // Requests for settings that are under way may return those from before the change.
    this.#settingsRequests += 1;
    this.#settings = await this.#connection.request(endpoints.changeSettings, {
      body: JSON.stringify(patch),
      headers: { 'Content-Type': 'application/json' },
    });
    return this.#settings;
  }

  close(): void {
    this.#connection.close();
  }

  #receive(text: string): void {
    try {
      this.#publish(parseBody(endpoints.events, text));
    } catch {
      // Replaced by a version with other states: as good as gone.
      return this.#connection.close();
    }
    void this.#refetchSettings();
  }

  #publish(state: UsageState): void {
    this.#state = state;
    this.#publications += 1;
    const publication = this.#publications;
    for (const listener of this.#listeners) {
      if (publication !== this.#publications) return;
      listener(state);
    }
  }

  /** Another face may have changed them. */
  async #refetchSettings(): Promise<void> {
    this.#settingsRequests += 1;
    const request = this.#settingsRequests;
    const settings = await this.#connection.request(endpoints.settings).catch(() => this.#settings);
    if (request !== this.#settingsRequests) return;
    if (JSON.stringify(settings) === JSON.stringify(this.#settings)) return;
    this.#settings = settings;
    this.#publish(this.#state);
  }
}
