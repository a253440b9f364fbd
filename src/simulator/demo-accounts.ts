import type { StartingQuota } from './quota-account.ts';
import type { PlanName } from './plans.ts';
import { dayMs, hourMs, monthly, session, weekly } from './starting-quotas.ts';

/**
 * An account of the simulator: its credentials and, unless it follows the scenario, its plan and
 * quotas.
 */
export type SimulatedAccount = {
  readonly name: string;
  readonly userId: string;
  /** Accepted by the Code API. */
  readonly apiKeys: readonly string[];
  /** Access tokens of Kimi Code's own login, accepted by the Code API. */
  readonly cliTokens: readonly string[];
  /** `kimi-auth` session tokens, accepted by the web gateway. */
  readonly webTokens: readonly string[];
  readonly plan?: PlanName | undefined;
  readonly quotas?: readonly StartingQuota[] | undefined;
};

/** The year 2100: these credentials open nothing but the simulator. */
const farFuture = 4_102_444_800;

export const demoApiKey = 'sk-kimi-DemoKeyOfTheBuiltInSimulator000000000000000000000000000000001';
export const demoCliToken = unsignedJwt({ sub: 'demo-user-1', scope: 'kimi-code', exp: farFuture });
export const demoWebToken = unsignedJwt({
  sub: 'demo-user-1',
  device_id: '7300000000000000001',
  ssid: '1730000000000000001',
  app_id: 'kimi',
  typ: 'access',
  exp: farFuture,
});
export const workApiKey = 'sk-kimi-DemoKeyOfTheBuiltInSimulator000000000000000000000000000000002';

/** The first account follows the scenario, the second ("work") has a plan and quotas of its own. */
export const demoAccounts: readonly SimulatedAccount[] = [
  {
    name: 'personal',
    userId: 'demo-user-1',
    apiKeys: [demoApiKey],
    cliTokens: [demoCliToken],
    webTokens: [demoWebToken],
  },
  {
    name: 'work',
    userId: 'demo-user-2',
    apiKeys: [workApiKey],
    cliTokens: [unsignedJwt({ sub: 'demo-user-2', scope: 'kimi-code', exp: farFuture })],
    webTokens: [
      unsignedJwt({
        sub: 'demo-user-2',
        device_id: '7300000000000000002',
        ssid: '1730000000000000002',
        exp: farFuture,
      }),
    ],
    plan: 'Vivace',
    quotas: [session(24, 3 * hourMs), weekly(4300, 2 * dayMs, 7168), monthly(62, 58, 20 * dayMs)],
  },
];

/** The shape of a JWT, with a signature that signs nothing. */
function unsignedJwt(claims: Readonly<Record<string, string | number>>): string {
  return `${base64url(JSON.stringify({ alg: 'HS512', typ: 'JWT' }))}.${base64url(JSON.stringify(claims))}.${base64url('simulated-signature')}`;
}

function base64url(text: string): string {
  return Buffer.from(text).toString('base64url');
}
