import type { PriceChange } from './attribution/settled-changes.ts';
import type { BreakdownKey } from './breakdown.ts';
import { isBreakdownRecord } from './breakdown-record.ts';
import type { EngineTrouble, FleetPage } from './fleet.ts';
import { isFleetRecord } from './fleet-record.ts';
import { isHistorySeries, isReportedWindowId } from './history-shape.ts';
import { isFailureFacts, isUsageOutcome } from './usage-shape.ts';
import type { FailureFacts } from './failure.ts';
import type { WindowId } from './quota-window.ts';
import { regionChoices, type Region } from './setting-choices.ts';
import { isPushResult } from './push-result.ts';
import { isSettingsView } from './settings-shape.ts';
import {
  isFlag,
  isListOf,
  isNumber,
  isObject,
  isOneOf,
  isShape,
  isText,
  optional,
  type Guard,
} from './shape.ts';
import { cadenceReasons, type AccountState, type UsageState } from './usage-state.ts';

// What the server answers and what the page and other processes of this computer ask it for.

export type Method = 'GET' | 'POST' | 'PATCH';

export type Endpoint = { readonly method: Method; readonly path: `/${string}` };

/** An endpoint whose response body with status 200 is JSON; of `events`, the data of each event. */
export type JsonEndpoint<Body> = Endpoint & { readonly isBody: Guard<Body> };

export type Health = { readonly status: 'ok'; readonly version: string };

/**
 * The body of a request to test a credential without storing it. `region` is the main account's if
 * absent.
 */
export type CredentialTrial = { readonly region?: Region | undefined } & (
  | { readonly apiKey: string; readonly cookieHeader?: undefined }
  | { readonly cookieHeader: string; readonly apiKey?: undefined }
);

/** The body of a request to send a test message to a push target. */
export type NotifyTrial = { readonly name: string };

/** The body of every response that is not 2xx. `error` is an English sentence. */
export type DaemonError = {
  readonly error: string;
  readonly failure?: FailureFacts | undefined;
  /** Of the metrics engine that `fleet` asks. */
  readonly engine?: EngineTrouble | undefined;
};

/** The history of a window, or of all; of the main account if no name is given. */
export type HistoryRequest = {
  readonly account?: string | undefined;
  readonly windowId?: WindowId | undefined;
  /** `24h`, `30d` or an ISO time. */
  readonly since: string;
};

const isHealth = isShape<Health>({ status: isOneOf('ok'), version: isText });

const isPriceChange = isShape<PriceChange>({
  windowId: isReportedWindowId,
  atMs: isNumber,
  tokensPerPointBefore: isNumber,
  tokensPerPoint: isNumber,
});

const isUsageState = isShape<UsageState>({
  enabled: isFlag,
  accounts: isListOf(
    isShape<AccountState>({
      account: optional(isText),
      outcome: optional(isUsageOutcome),
      priceChange: optional(isPriceChange),
    }),
  ),
  refreshing: isFlag,
  nextRefreshAtMs: optional(isNumber),
  cadence: optional(isOneOf(...cadenceReasons)),
  atMs: isNumber,
  version: optional(isText),
});

export const endpoints = {
  page: { method: 'GET', path: '/' },
  health: { method: 'GET', path: '/health', isBody: isHealth },
  usage: { method: 'GET', path: '/usage' },
  dashboard: { method: 'GET', path: '/dashboard/v1/snapshot' },
  metrics: { method: 'GET', path: '/metrics' },
  state: { method: 'GET', path: '/api/v1/state', isBody: isUsageState },
  events: { method: 'GET', path: '/api/v1/events', isBody: isUsageState },
  history: { method: 'GET', path: '/api/v1/history', isBody: isListOf(isHistorySeries) },
  cost: { method: 'GET', path: '/cost' },
  breakdown: { method: 'GET', path: '/api/v1/breakdown', isBody: isBreakdownRecord },
  fleet: { method: 'GET', path: '/api/v1/fleet', isBody: isFleetRecord },
  refresh: { method: 'POST', path: '/api/v1/refresh', isBody: isUsageState },
  settings: { method: 'GET', path: '/api/v1/settings', isBody: isSettingsView },
  changeSettings: { method: 'PATCH', path: '/api/v1/settings', isBody: isSettingsView },
  testCredential: { method: 'POST', path: '/api/v1/test-credential', isBody: isUsageOutcome },
  testNotify: { method: 'POST', path: '/api/v1/test-notify', isBody: isPushResult },
} as const satisfies Readonly<Record<string, Endpoint | JsonEndpoint<unknown>>>;

/** In the query of `events`: an open stream that does not count as a viewer. */
export const backgroundParam = 'background';

/** Names in the query of `history`. */
export const historyParams = { account: 'account', since: 'since', window: 'window' } as const;

/**
 * Names in the query of `breakdown`. `project` and `session` narrow it to one of them; `titles=1`
 * labels sessions with their titles.
 */
export const breakdownParams = {
  by: 'by',
  since: 'since',
  window: 'window',
  account: 'account',
  limit: 'limit',
  project: 'project',
  session: 'session',
  titles: 'titles',
} as const;

/** The path of `history` with its query. */
export function historyPath({ account, windowId, since }: HistoryRequest): string {
  // Without an account, the server would choose one.
  const query = new URLSearchParams({
    [historyParams.since]: since,
    [historyParams.account]: account ?? '',
  });
  if (windowId !== undefined) query.set(historyParams.window, windowId);
  return `${endpoints.history.path}?${query.toString()}`;
}

/** What `breakdown` is asked for; times and window are chosen by the server. */
export type BreakdownQuery = {
  readonly by: BreakdownKey;
  readonly account?: string | undefined;
  readonly project?: string | undefined;
  readonly session?: string | undefined;
};

/** The path of `breakdown` with its query, with titles of sessions. */
export function breakdownPath({ by, account, project, session }: BreakdownQuery): string {
  const { by: byParam, account: accountParam, titles } = breakdownParams;
  const query = new URLSearchParams({
    [byParam]: by,
    [accountParam]: account ?? '',
    [titles]: '1',
  });
  if (project !== undefined) query.set(breakdownParams.project, project);
  if (session !== undefined) query.set(breakdownParams.session, session);
  return `${endpoints.breakdown.path}?${query.toString()}`;
}

/** Names in the query of `fleet`. */
export const fleetParams = { page: 'page', limit: 'limit', team: 'team' } as const;

/** The path of `fleet` with its query. */
export function fleetPath({ page, team }: Omit<FleetPage, 'limit'>): string {
  const query = new URLSearchParams({ [fleetParams.page]: String(page) });
  if (team !== undefined) query.set(fleetParams.team, team);
  return `${endpoints.fleet.path}?${query.toString()}`;
}

export const isNotifyTrial: Guard<NotifyTrial> = isShape<NotifyTrial>({ name: isText });

/** A pasted session is a few KiB. */
const maxTrialLength = 16_384;

const isRegion = optional(isOneOf(...regionChoices));

/** Has exactly one of the two credentials, of a plausible length. */
export function isCredentialTrial(value: unknown): value is CredentialTrial {
  if (!isObject(value)) return false;
  const { region, ...credential } = value;
  if (!isRegion(region) || Object.keys(credential).length !== 1) return false;
  const text = credential['apiKey'] ?? credential['cookieHeader'];
  return typeof text === 'string' && text.length <= maxTrialLength;
}

/**
 * A response body, parsed. Throws a `SyntaxError` or `TypeError` if it is not what the endpoint
 * promises.
 */
export function parseBody<Body>({ path, isBody }: JsonEndpoint<Body>, text: string): Body {
  const body: unknown = JSON.parse(text);
  if (!isBody(body)) throw new TypeError(`unexpected body from ${path}`);
  return body;
}

const isEngineTrouble = isShape<EngineTrouble>({ address: isText, reason: isText });

/**
 * What an error response says; all parts may be missing if something else than KimiBar answered.
 */
export function readDaemonError(body: unknown): {
  readonly [Key in keyof DaemonError]?: DaemonError[Key] | undefined;
} {
  if (!isObject(body)) return {};
  const { error, failure, engine } = body;
  return {
    error: isText(error) ? error : undefined,
    failure: isFailureFacts(failure) ? failure : undefined,
    engine: isEngineTrouble(engine) ? engine : undefined,
  };
}
