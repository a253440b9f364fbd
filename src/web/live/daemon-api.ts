import type { BreakdownRecord } from '../../domain/breakdown-record.ts';
import {
  breakdownPath,
  endpoints,
  fleetPath,
  historyPath,
  parseBody,
  readDaemonError,
  type BreakdownQuery,
  type CredentialTrial,
  type HistoryRequest,
  type JsonEndpoint,
  type NotifyTrial,
} from '../../domain/daemon-api.ts';
import type { FailureFacts } from '../../domain/failure.ts';
import type { FleetRecord } from '../../domain/fleet-record.ts';
import type { EngineTrouble } from '../../domain/fleet.ts';
import type { HistorySeries } from '../../domain/history.ts';
import type { PushResult } from '../../domain/push-result.ts';
import type { SettingsPatch, SettingsView } from '../../domain/settings-view.ts';
import type { UsageOutcome } from '../../domain/usage-snapshot.ts';
import type { UsageState } from '../../domain/usage-state.ts';

/**
 * The daemon's response: the value, a rejection with its facts if there are any, `locked` if a
 * token is required, `unreachable` if no usable response arrived.
 */
export type Answer<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | Refusal
  | { readonly kind: 'locked' }
  | { readonly kind: 'unreachable' };

type Refusal = {
  readonly kind: 'refused';
  /** Of HTTP. */
  readonly status: number;
  readonly why: string;
  readonly failure?: FailureFacts | undefined;
  readonly engine?: EngineTrouble | undefined;
};

/** Key in the tab's session storage, which browsers clear with the tab. */
const tokenKey = 'kimibar-token';

/** Remembers the server's token for this tab. */
export function keepToken(token: string): void {
  sessionStorage.setItem(tokenKey, token);
}

/** The header that a server with a token requires; none if no token was entered. */
export function authorization(): Record<string, string> {
  const token = sessionStorage.getItem(tokenKey);
  return token === null ? {} : { authorization: `Bearer ${token}` };
}

export function readSettings(): Promise<Answer<SettingsView>> {
  return request(endpoints.settings);
}

export function changeSettings(patch: SettingsPatch): Promise<Answer<SettingsView>> {
  return request(endpoints.changeSettings, { body: patch });
}

/** Resolves after the refresh; the new state also arrives on the event stream. */
export function refreshUsage(): Promise<Answer<UsageState>> {
  return request(endpoints.refresh);
}

/** Fetches usage once with a credential that is not stored. */
export function tryCredential(trial: CredentialTrial): Promise<Answer<UsageOutcome>> {
  return request(endpoints.testCredential, { body: trial });
}

/** Sends a test message to a push target. */
export function testNotify(name: string): Promise<Answer<PushResult>> {
  return request(endpoints.testNotify, { body: { name } satisfies NotifyTrial });
}

/** The history of one window or all; windows of which nothing was recorded are missing. */
export function readHistory(wanted: HistoryRequest): Promise<Answer<readonly HistorySeries[]>> {
  return request(endpoints.history, { path: historyPath(wanted) });
}

/** Where tokens and quota went. */
export function readBreakdown(query: BreakdownQuery): Promise<Answer<BreakdownRecord>> {
  return request(endpoints.breakdown, { path: breakdownPath(query) });
}

/** A page of the accounts of all machines, or of one team's. */
export function readFleet(place: Parameters<typeof fleetPath>[0]): Promise<Answer<FleetRecord>> {
  return request(endpoints.fleet, { path: fleetPath(place) });
}

/** `path` is the endpoint's own, with a query. */
async function request<Body>(
  endpoint: JsonEndpoint<Body>,
  { path = endpoint.path, body }: { path?: string | undefined; body?: unknown } = {},
): Promise<Answer<Body>> {
  try {
    const response = await fetch(path, {
      method: endpoint.method,
      headers: {
        ...authorization(),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: body === undefined ? null : JSON.stringify(body),
      cache: 'no-store',
    });
    if (response.status === 401) return { kind: 'locked' };
    const text = await response.text();
    return response.ok
      ? { kind: 'ok', value: parseBody(endpoint, text) }
      : rejection(JSON.parse(text), response.status);
  } catch {
    return { kind: 'unreachable' };
  }
}

function rejection(body: unknown, status: number): Answer<never> {
  const { error, failure, engine } = readDaemonError(body);
  return { kind: 'refused', status, why: error ?? `HTTP ${status}`, failure, engine };
}
