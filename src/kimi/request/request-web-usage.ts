import type { Secret } from '../../domain/secret.ts';
import type { Host } from '../../host/host.ts';
import { urlBelow } from './base-url.ts';
import { classifyResponse } from './classify-response.ts';
import { withoutEcho } from '../response/parse-response.ts';
import { parseResponse } from '../response/parse-response.ts';
import { startSideRequest } from './side-request.ts';
import type { ParsedUsage } from '../response/parsed-usage.ts';
import { webHeaders } from './headers.ts';
import { readWebUsagesResponse } from '../response/web-usages-response.ts';

/** One question to the web gateway. */
export type WebGatewayRequest = {
  readonly base: URL;
  readonly token: Secret;
  /** IANA name of the time zone. */
  readonly timezone: string;
  readonly signal: AbortSignal;
};

/** How long the statistics may take, from the moment they are asked for. */
const statsBudgetMs = 2_000;

/**
 * GetUsages, and beside it GetSubscriptionStats, which may be late or fail without harm.
 * Throws `Failure` by what the network, the status or the body says, or the reason of an aborted signal.
 */
export async function requestWebUsage(
  deps: Pick<Host, 'http' | 'clock' | 'log'>,
  ask: WebGatewayRequest,
): Promise<ParsedUsage> {
  const startedMs = deps.clock.now();
  const stats = startSideRequest(deps, ask.signal, 'subscription stats', (signal) =>
    requestSubscriptionStats(deps, { ...ask, signal }),
  );
  try {
    const usages = await askGateway(deps, ask, 'kimi.gateway.billing.v1.BillingService/GetUsages', {
      scope: ['FEATURE_CODING'],
    });
    const statistics = await stats.within(statsBudgetMs - (deps.clock.now() - startedMs));
    return readWebUsagesResponse(usages, statistics, deps.clock.now());
  } finally {
    stats.drop();
  }
}

/** GetSubscriptionStats, parsed but not yet read. Throws as above. */
export async function requestSubscriptionStats(
  deps: Pick<Host, 'http' | 'clock'>,
  ask: WebGatewayRequest,
): Promise<unknown> {
  return askGateway(
    deps,
    ask,
    'kimi.gateway.membership.v2.MembershipService/GetSubscriptionStats',
    {},
    statsBudgetMs,
  );
}

async function askGateway(
  deps: Pick<Host, 'http' | 'clock'>,
  ask: WebGatewayRequest,
  method: string,
  question: object,
  timeoutMs?: number,
): Promise<unknown> {
  const url = urlBelow(ask.base, `/apiv2/${method}`);
  const answer = await deps.http.request({
    method: 'POST',
    url,
    headers: webHeaders(ask.token, ask.timezone),
    body: JSON.stringify(question),
    signal: ask.signal,
    timeoutMs,
  });
  const failure = classifyResponse(answer, { surface: 'web', url, nowMs: deps.clock.now() });
  if (failure !== undefined) throw failure;
  return withoutEcho(parseResponse(answer.body), ask.token);
}
