import { admitRequest } from './admit-request.ts';
import type { SimulatedAccount } from './demo-accounts.ts';
import { errorReply, faultReply } from './fault-reply.ts';
import { leakInto } from './leak.ts';
import { meResponse } from './plans.ts';
import type { Quota } from './quota-account.ts';
import type { RecordedRequest } from './recorded-request.ts';
import { jsonReply, type JsonObject, type Reply } from './reply.ts';
import type { Scenario, Surface } from './scenario.ts';
import { usagesResponse } from './usages-response.ts';
import { webStatsResponse, webUsagesResponse } from './web-responses.ts';

/** The simulated service at the moment of a request. */
export type World = {
  readonly scenario: Scenario;
  readonly accounts: readonly SimulatedAccount[];
  quotasOf(account: SimulatedAccount): readonly Quota[];
  readonly nowMs: number;
  readonly port: number;
};

const routes: Readonly<
  Record<string, { readonly method: 'GET' | 'POST'; readonly surface: Surface }>
> = {
  '/coding/v1/usages': { method: 'GET', surface: 'usages' },
  '/coding/v1/me': { method: 'GET', surface: 'me' },
  '/apiv2/kimi.gateway.billing.v1.BillingService/GetUsages': {
    method: 'POST',
    surface: 'web-usages',
  },
  '/apiv2/kimi.gateway.membership.v2.MembershipService/GetSubscriptionStats': {
    method: 'POST',
    surface: 'web-stats',
  },
};

/**
 * Decides on a request: the scenario's fault first, then the credential, then the honest response.
 */
export function respondTo(request: RecordedRequest, world: World): Reply {
  if (request.path === '/api/v2/summary.json') return jsonReply(200, statusPage(world.scenario));
  const route = Object.hasOwn(routes, request.path) ? routes[request.path] : undefined;
  if (route === undefined) return errorReply(404, 'There is nothing here');
  const { surface } = route;
  if (request.method !== route.method)
    return errorReply(405, `The method must be ${route.method}`, {
      surface,
      headers: { allow: route.method },
    });
  const honest = (): Reply => honestReply(request, surface, world);
  const fault = world.scenario.faults?.[surface];
  const movedHere = fault?.kind === 'redirect' && request.query === '?moved=1';
  if (fault === undefined || movedHere) return honest();
  const authorization = request.headers['authorization'] ?? '';
  return faultReply(
    fault,
    { surface, path: request.path, authorization, port: world.port },
    honest,
  );
}

/** The part of a Statuspage summary that matters, with another component before it. */
function statusPage({ statusPage: status = 'operational' }: Scenario): JsonObject {
  return {
    page: { name: 'Simulated Kimi' },
    components: [
      { name: 'Kimi Chat', status: 'operational' },
      { name: 'Open API', status },
    ],
  };
}

function honestReply(request: RecordedRequest, surface: Surface, world: World): Reply {
  const leaks = world.scenario.leaks === true;
  const admission = admitRequest(request, surface, { ...world, anyone: leaks });
  if (admission.kind === 'rejected')
    return errorReply(admission.status, admission.message, { surface });
  const body = responseBody(surface, admission.account, world);
  return jsonReply(200, leaks ? leakInto(body, admission.credential) : body);
}

function responseBody(surface: Surface, account: SimulatedAccount, world: World): JsonObject {
  const { scenario, nowMs } = world;
  const plan = account.plan ?? scenario.plan;
  const quotas = world.quotasOf(account);
  switch (surface) {
    case 'usages': {
      const { shape, wallet } = scenario;
      return usagesResponse({ quotas, plan, userId: account.userId, shape, nowMs, wallet });
    }
    case 'me':
      return meResponse(account.userId, plan);
    case 'web-usages':
      return webUsagesResponse({ quotas, scenario, nowMs });
    case 'web-stats':
      return webStatsResponse({ quotas, scenario, nowMs });
  }
}
