import type { Secret } from '../../domain/secret.ts';
import type { Host } from '../../host/host.ts';
import { bearer } from './headers.ts';
import { urlBelow } from './base-url.ts';
import { classifyResponse } from './classify-response.ts';
import { withoutEcho } from '../response/parse-response.ts';
import { readProfile, type Profile } from '../response/profile.ts';
import { parseResponse } from '../response/parse-response.ts';
import type { ParsedUsage } from '../response/parsed-usage.ts';
import { readUsagesResponse } from '../response/usages-response.ts';

/** One question to the Code API. A Kimi Code login's `base` is its own: its token must never go anywhere else. */
export type CodeApiRequest = {
  readonly base: URL;
  readonly token: Secret;
  readonly source: 'api-key' | 'cli';
  /** Our own version, for an honest User-Agent. */
  readonly version: string;
  readonly signal: AbortSignal;
};

/** `GET {base}/usages`. Throws `Failure` by what the network, the status or the body says, or the reason of an aborted signal. */
export async function requestUsage(
  deps: Pick<Host, 'http' | 'clock'>,
  ask: CodeApiRequest,
): Promise<ParsedUsage> {
  return readUsagesResponse(await askCodeApi(deps, ask, '/usages'), deps.clock.now());
}

/** `GET {base}/me`: whose the credential is; undefined where the answer is no profile. Throws as above. */
export async function requestProfile(
  deps: Pick<Host, 'http' | 'clock'>,
  ask: CodeApiRequest,
): Promise<Profile | undefined> {
  return readProfile(await askCodeApi(deps, ask, '/me'));
}

/** The parsed body of a successful answer. No device identity is sent: the official client sends none here either. */
async function askCodeApi(
  deps: Pick<Host, 'http' | 'clock'>,
  ask: CodeApiRequest,
  path: '/usages' | '/me',
): Promise<unknown> {
  const url = urlBelow(ask.base, path);
  const headers = {
    Accept: 'application/json',
    Authorization: bearer(ask.token, ask.source),
    'User-Agent': `kimibar/${ask.version}`,
  };
  const answer = await deps.http.request({ method: 'GET', url, headers, signal: ask.signal });
  const failure = classifyResponse(answer, { surface: ask.source, url, nowMs: deps.clock.now() });
  if (failure !== undefined) throw failure;
  return withoutEcho(parseResponse(answer.body), ask.token);
}
