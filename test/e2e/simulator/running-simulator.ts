import type { TestContext } from 'node:test';
import type { Clock } from '../../../src/host/host.ts';
import { demoApiKey, demoWebToken } from '../../../src/simulator/demo-accounts.ts';
import {
  startSimulator,
  type Simulator,
  type SimulatorOptions,
} from '../../../src/simulator/start-simulator.ts';

export const startedAtMs = Date.UTC(2026, 10, 20, 13, 23, 0);

/** A clock that stands still; sleeping takes no time and is written down. */
export function stillClock(): Clock & { readonly slept: number[] } {
  const slept: number[] = [];
  return {
    slept,
    now: () => startedAtMs,
    sleep: async (ms) => {
      slept.push(ms);
    },
  };
}

/** A simulator that is closed after the test. */
export async function runningSimulator(
  t: Pick<TestContext, 'after'>,
  options: Partial<SimulatorOptions> = {},
): Promise<Simulator> {
  const simulator = await startSimulator({ clock: stillClock(), ...options });
  t.after(() => simulator.close());
  return simulator;
}

/** Asks the Code API; redirects are shown, not followed. */
export function askCode(
  simulator: Simulator,
  path: 'usages' | 'me',
  credential: string = demoApiKey,
): Promise<Response> {
  return fetch(`${simulator.codeBaseUrl}/${path}`, {
    headers: { authorization: `Bearer ${credential}` },
    redirect: 'manual',
  });
}

const webPaths = {
  usages: '/apiv2/kimi.gateway.billing.v1.BillingService/GetUsages',
  stats: '/apiv2/kimi.gateway.membership.v2.MembershipService/GetSubscriptionStats',
} as const;

export function webHeaders(token: string): Record<string, string> {
  return {
    authorization: `Bearer ${token}`,
    cookie: `theme=dark; kimi-auth=${token}`,
    'content-type': 'application/json',
    'connect-protocol-version': '1',
    'user-agent': 'Mozilla/5.0 (X11; Linux x86_64)',
  };
}

/** Asks the web gateway the way a signed-in browser does, but for the headers given. */
export function askWeb(
  simulator: Simulator,
  what: keyof typeof webPaths,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(simulator.webBaseUrl + webPaths[what], {
    method: 'POST',
    redirect: 'manual',
    headers: { ...webHeaders(demoWebToken), ...headers },
    body: what === 'usages' ? '{"scope":["FEATURE_CODING"]}' : '{}',
  });
}
