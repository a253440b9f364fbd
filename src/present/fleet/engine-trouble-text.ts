import type { EngineTrouble } from '../../domain/fleet.ts';
import type { Messages } from '../messages/en.ts';

type TroubleKind = keyof Messages['fleet']['engine'];

const kinds: Readonly<Record<string, TroubleKind>> = {
  'invalid-token': 'locked',
  'HTTP 401': 'locked',
  'HTTP 403': 'locked',
  // What KimiBar sends is valid: VictoriaMetrics says so of a path that it does not have.
  'HTTP 400': 'foreign',
  'HTTP 404': 'foreign',
  'HTTP 405': 'foreign',
  'not-prometheus': 'foreign',
  'not-otlp': 'foreign',
  'not-json': 'foreign',
  'refused-redirect': 'foreign',
  dns: 'away',
  'connection-refused': 'away',
  tls: 'untrusted',
  network: 'away',
  deadline: 'late',
};

/** Why a metrics engine has no answer, and what to do. */
export function engineTroubleText(
  trouble: EngineTrouble,
  { fleet }: Pick<Messages, 'fleet'>,
): string {
  return fleet.engine[kindOf(trouble)](trouble);
}

/** Why a collector did not accept what was pushed, and what to do. */
export function collectorTroubleText(
  trouble: EngineTrouble,
  { fleet, export: words }: Pick<Messages, 'fleet' | 'export'>,
): string {
  return { ...fleet.engine, ...words.collector }[kindOf(trouble)](trouble);
}

function kindOf({ reason }: EngineTrouble): TroubleKind {
  return kinds[reason] ?? 'other';
}
