import type { GoodsVersion } from '../../domain/cached-usage.ts';
import type { KimiSite } from '../../domain/kimi-site.ts';
import type { Secret } from '../../domain/secret.ts';
import type { Host } from '../../host/host.ts';
import { parseResponse } from '../response/parse-response.ts';
import type { ParsedUsage } from '../response/parsed-usage.ts';
import { readWebUsagesResponse } from '../response/web-usages-response.ts';
import { withoutEcho } from '../response/without-echo.ts';
import { urlBelow } from './base-url.ts';
import { classifyResponse } from './classify-response.ts';
import { webHeaders } from './headers.ts';
import { timedRequest, type ServerTimes } from './server-clock.ts';
import { startSideRequest } from './side-request.ts';

/** What every call of the web gateway needs. */
export type WebGatewayRequest = {
  readonly base: URL;
  /** The service that the session belongs to. */
  readonly site: KimiSite;
  readonly token: Secret;
  /** IANA name of the time zone. */
  readonly timezone: string;
  /** From the profile of the same user, if one is known. */
  readonly goodsVersion?: GoodsVersion | undefined;
  readonly signal: AbortSignal;
};

/** One method of the web gateway and its message. */
type GatewayCall = {
  readonly method: string;
  readonly message: object;
  readonly timeoutMs?: number | undefined;
};

/** How long the statistics may take, counted from the start of the required request. */
const statsTimeoutMs = 2_000;

const getUsages: GatewayCall = {
  method: 'kimi.gateway.billing.v1.BillingService/GetUsages',
  message: { scope: ['FEATURE_CODING'] },
};
const getSubscriptionStats: GatewayCall = {
  method: 'kimi.gateway.membership.v2.MembershipService/GetSubscriptionStats',
  message: {},
  timeoutMs: statsTimeoutMs,
};

/**
 * GetUsages, with GetSubscriptionStats beside it, which may be late or fail without harm.
 * Throws `Failure` for network errors, statuses and unreadable bodies, or the reason of an aborted
 * signal.
 */
export async function requestWebUsage(
  deps: Pick<Host, 'http' | 'clock' | 'log'>,
  request: WebGatewayRequest,
): Promise<ParsedUsage> {
  const startedMs = deps.clock.now();
  const stats = startSideRequest(deps, {
    name: 'subscription stats',
    signal: request.signal,
    start: (signal) => requestSubscriptionStats(deps, { ...request, signal }),
  });
  try {
    const { body: usages, clockOffsetMs, nowMs } = await callGateway(deps, request, getUsages);
    const statistics = await stats.within(statsTimeoutMs - (deps.clock.now() - startedMs));
    const { goodsVersion } = request;
    const usage = readWebUsagesResponse({ usages, stats: statistics, nowMs, goodsVersion });
    return { ...usage, clockOffsetMs };
  } finally {
    stats.drop();
  }
}

/** The JSON of GetSubscriptionStats. Throws as above. */
export async function requestSubscriptionStats(
  deps: Pick<Host, 'http' | 'clock'>,
  request: WebGatewayRequest,
): Promise<unknown> {
  return (await callGateway(deps, request, getSubscriptionStats)).body;
}

async function callGateway(
  deps: Pick<Host, 'http' | 'clock'>,
  { base, site, token, timezone, signal }: WebGatewayRequest,
  { method, message, timeoutMs }: GatewayCall,
): Promise<ServerTimes & { readonly body: unknown }> {
  const url = urlBelow(base, `/apiv2/${method}`);
  const { response, ...times } = await timedRequest(deps, {
    method: 'POST',
    url,
    headers: webHeaders(token, { timezone, site }),
    body: JSON.stringify(message),
    signal,
    timeoutMs,
  });
  const failure = classifyResponse(response, { surface: 'web', url, nowMs: times.nowMs });
  if (failure !== undefined) throw failure;
  return { body: withoutEcho(parseResponse(response.body), token), ...times };
}
