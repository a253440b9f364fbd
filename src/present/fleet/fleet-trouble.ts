import { isFailureKind } from '../../domain/failure.ts';
import type { FleetRow } from '../../domain/fleet.ts';
import { briefFailure } from '../failure-text.ts';
import type { Messages } from '../messages/en.ts';
import { cleanText } from '../words/clean-text.ts';

/** The most urgent news of an account; `backAtMs` if every window that is out has a reset. */
export type FleetTrouble =
  | { readonly kind: 'none' | 'signed-out' }
  | { readonly kind: 'failing'; readonly failure: string }
  | { readonly kind: 'out'; readonly backAtMs?: number | undefined }
  | { readonly kind: 'short'; readonly probability: number };

/** More likely than not to run out. */
export const minShortProbability = 0.5;

/** Failures first, then what is used up, then what is likely to be. */
export function fleetTrouble({
  failing,
  windows,
}: Pick<FleetRow, 'failing' | 'windows'>): FleetTrouble {
  if (failing?.startsWith('credential-')) return { kind: 'signed-out' };
  if (failing !== undefined) return { kind: 'failing', failure: failing };
  const out = windows.filter(({ usedPercent = 0 }) => usedPercent >= 100);
  const backAtMs = Math.max(...out.map(({ resetsAtMs = Infinity }) => resetsAtMs));
  if (out.length > 0)
    return { kind: 'out', backAtMs: Number.isFinite(backAtMs) ? backAtMs : undefined };
  const probability = Math.max(...windows.map(({ runsOutProbability = 0 }) => runsOutProbability));
  return probability >= minShortProbability ? { kind: 'short', probability } : { kind: 'none' };
}

/** A failure in a few words; its code if this version does not know it. */
export function fleetFailureText(
  failure: string,
  messages: Pick<Messages, 'failures' | 'fleet'>,
): string {
  return isFailureKind(failure)
    ? briefFailure({ kind: failure }, messages)
    : messages.fleet.fails(cleanText(failure));
}
