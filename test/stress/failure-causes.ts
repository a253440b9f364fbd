import type { FailureKind } from '../../src/domain/failure.ts';
import type { ScenarioName } from '../../src/simulator/scenarios.ts';

/** How to cause a kind of failure, in a program that only knows a simulated Kimi. */
export type FailureCause = {
  readonly scenario?: ScenarioName | undefined;
  readonly args?: readonly string[] | undefined;
  readonly env?: Readonly<Record<string, string>> | undefined;
  readonly config?: string | undefined;
  readonly interrupted?: true | undefined;
};

const expired = ['{"alg":"none"}', '{"sub":"someone","exp":1700000000}', 'x']
  .map((part) => Buffer.from(part).toString('base64url'))
  .join('.');

/** One for every kind. */
export const failureCauses: Readonly<Record<FailureKind, FailureCause>> = {
  'credential-missing': { env: { KIMI_CODE_API_KEY: '' } },
  'credential-rejected': { scenario: 'leaky-401' },
  'credential-expired': {
    env: { KIMI_CODE_API_KEY: '', KIMI_AUTH_TOKEN: expired },
    args: ['--source', 'web'],
  },
  'plan-or-quota-denied': { scenario: 'status-403' },
  'invalid-request': { scenario: 'status-400' },
  'endpoint-missing': { scenario: 'status-404' },
  'rate-limited': { scenario: 'status-429' },
  'server-fault': { scenario: 'leaky-500' },
  offline: { scenario: 'hang-up' },
  'timed-out': { scenario: 'hang', args: ['--timeout', '0.5'] },
  'unreadable-answer': { scenario: 'garbage' },
  'invalid-config': { config: '{"providers": [}' },
  'invalid-arguments': { args: ['--account', 'nobody'] },
  cancelled: { scenario: 'hang', interrupted: true },
};
