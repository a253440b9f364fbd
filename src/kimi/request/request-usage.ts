import type { Secret } from '../../domain/secret.ts';
import type { Host } from '../../host/host.ts';
import { parseResponse } from '../response/parse-response.ts';
import type { ParsedUsage } from '../response/parsed-usage.ts';
import { readProfile, type Profile } from '../response/profile.ts';
import { readUsagesResponse } from '../response/usages-response.ts';
import { withoutEcho } from '../response/without-echo.ts';
import { urlBelow } from './base-url.ts';
import { classifyResponse } from './classify-response.ts';
import { bearer } from './headers.ts';
import { timedRequest, type ServerTimes } from './server-clock.ts';

/**
 * What every call of the Code API needs. The `base` of a Kimi Code login is the login's own: its
 * token must never be sent anywhere else.
 */
export type CodeApiRequest = {
  readonly base: URL;
  readonly token: Secret;
  readonly source: 'api-key' | 'cli';
  /** KimiBar's version, for an honest User-Agent. */
  readonly version: string;
  readonly signal: AbortSignal;
};

/** A parsed body, and the clocks when it came. */
type TimedBody = ServerTimes & { readonly body: unknown };

/**
 * `GET {base}/usages`. Throws `Failure` for network errors, statuses and unreadable bodies, or the
 * reason of an aborted signal.
 */
export async function requestUsage(
  deps: Pick<Host, 'http' | 'clock'>,
  request: CodeApiRequest,
): Promise<ParsedUsage> {
  const { body, clockOffsetMs, nowMs } = await callCodeApi(deps, request, '/usages');
  return { ...readUsagesResponse(body, nowMs), clockOffsetMs };
}

/**
 * `GET {base}/me`: the credential's owner; undefined if the response is not a profile. Throws as
 * above.
 */
export async function requestProfile(
  deps: Pick<Host, 'http' | 'clock'>,
  request: CodeApiRequest,
): Promise<Profile | undefined> {
  return readProfile((await callCodeApi(deps, request, '/me')).body);
}

/** No device identity is sent: the official client sends none here either. */
async function callCodeApi(
  deps: Pick<Host, 'http' | 'clock'>,
  { base, token, source, version, signal }: CodeApiRequest,
  path: '/usages' | '/me',
): Promise<TimedBody> {
  const url = urlBelow(base, path);
  const headers = {
    Accept: 'application/json',
    Authorization: bearer(token, source),
    'User-Agent': `kimibar/${version}`,
  };
  const { response, ...times } = await timedRequest(deps, { method: 'GET', url, headers, signal });
  const failure = classifyResponse(response, { surface: source, url, nowMs: times.nowMs });
  if (failure !== undefined) throw failure;
  return { body: withoutEcho(parseResponse(response.body), token), ...times };
}
