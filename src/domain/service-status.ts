import type { FailureFacts } from './failure.ts';

/** States of a component in the JSON of Statuspage, which Kimi's status page is made with. */
export const serviceStates = [
  'operational',
  'degraded_performance',
  'partial_outage',
  'major_outage',
  'under_maintenance',
] as const;

export type ServiceState = (typeof serviceStates)[number];

/** What Kimi's public status page says about the API. */
export type ServiceStatus = {
  readonly state: ServiceState;
  /** The page's host name, where users can read more. */
  readonly page: string;
};

export function isServiceState(word: unknown): word is ServiceState {
  return serviceStates.some((state) => state === word);
}

/** Is this trouble on Kimi's side, so that its status page may explain it? */
export function isKimisFault({ kind }: FailureFacts): boolean {
  return kind === 'server-fault' || kind === 'timed-out';
}
