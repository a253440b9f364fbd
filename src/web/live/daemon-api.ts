import { isFailureKind, type FailureFacts } from '../../domain/failure.ts';
import type { HistorySeries } from '../../domain/history.ts';
import type { SettingsPatch, SettingsView } from '../../domain/settings-view.ts';
import type { UsageOutcome } from '../../domain/usage-snapshot.ts';

/** What the daemon answered: the value, a refusal with its facts where it gave any, `locked` where it asks for its token, or nothing at all. */
export type Answer<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | { readonly kind: 'refused'; readonly why: string; readonly failure?: FailureFacts | undefined }
  | { readonly kind: 'locked' }
  | { readonly kind: 'unreachable' };

/** A credential to be tried without storing it. */
export type CredentialTrial = { readonly apiKey: string } | { readonly cookieHeader: string };

export type HistoryQuery = {
  readonly account?: string | undefined;
  readonly windowId: string;
  readonly since: '24h' | '7d' | '30d';
};

/** Under which name this tab keeps the server's token; browsers forget it with the tab. */
const tokenKey = 'kimibar-token';

/** Keeps the server's token for this tab. */
export function keepToken(token: string): void {
  sessionStorage.setItem(tokenKey, token);
}

/** The header that a server on an open address asks for; none where no token was given. */
export function authorization(): Record<string, string> {
  const token = sessionStorage.getItem(tokenKey);
  return token === null ? {} : { authorization: `Bearer ${token}` };
}

export function readSettings(): Promise<Answer<SettingsView>> {
  return ask('settings');
}

export function changeSettings(patch: SettingsPatch): Promise<Answer<SettingsView>> {
  return ask('settings', { method: 'PATCH', body: JSON.stringify(patch) });
}

/** Asks the daemon to refresh; the new state comes by the event stream. */
export function refreshUsage(): Promise<Answer<unknown>> {
  return ask('refresh', { method: 'POST' });
}

/** One reading with a credential that is not stored. */
export function tryCredential(trial: CredentialTrial): Promise<Answer<UsageOutcome>> {
  return ask('test-credential', { method: 'POST', body: JSON.stringify(trial) });
}

/** One window's course; undefined where nothing was remembered. */
export async function readHistory({
  account,
  windowId,
  since,
}: HistoryQuery): Promise<Answer<HistorySeries | undefined>> {
  const query = new URLSearchParams({ since, window: windowId });
  if (account !== undefined) query.set('account', account);
  const answer = await ask<readonly HistorySeries[]>(`history?${query.toString()}`);
  return answer.kind === 'ok'
    ? { kind: 'ok', value: answer.value.find((series) => series.windowId === windowId) }
    : answer;
}

async function ask<T>(route: string, request: RequestInit = {}): Promise<Answer<T>> {
  try {
    const headers = {
      ...authorization(),
      ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
    };
    const response = await fetch(`/api/v1/${route}`, { ...request, headers, cache: 'no-store' });
    if (response.status === 401) return { kind: 'locked' };
    const body: unknown = await response.json();
    // Both ends are one program of one version: the shape is agreed on by the types they share.
    return response.ok ? { kind: 'ok', value: body as T } : refusal(body, response.status);
  } catch {
    return { kind: 'unreachable' };
  }
}

function refusal(body: unknown, status: number): Answer<never> {
  const { error, failure } = (body ?? {}) as {
    readonly error?: unknown;
    readonly failure?: FailureFacts | undefined;
  };
  const why = typeof error === 'string' ? error : `HTTP ${status}`;
  return isFailureKind(failure?.kind)
    ? { kind: 'refused', why, failure }
    : { kind: 'refused', why };
}
