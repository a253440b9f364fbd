import type { GuardDecision } from '../domain/guard-decision.ts';
import { jsonPercent } from './json/json-number.ts';
import type { Messages } from './messages/en.ts';
import { formatUtc } from './words/utc-time.ts';

type Facts = { readonly minimumPercent: number; readonly exitCode: number };

/** The decision as one line, `kimi session: 70% remaining — OK (minimum 10%)`. */
export function guardText(
  decision: GuardDecision,
  { minimumPercent }: Facts,
  { guard }: Messages,
): string {
  const verdict = guard.verdicts[decision.decision];
  const minimum = percentText(minimumPercent);
  if (decision.decision === 'unknown')
    return guard.line({ window: decision.window, verdict, minimum, why: decision.reason });
  return guard.line({
    window: decision.window,
    left: percentText(decision.remainingPercent),
    verdict,
    minimum,
  });
}

/** The decision as the published JSON. */
export function guardJson(
  decision: GuardDecision,
  { minimumPercent, exitCode }: Facts,
  pretty: boolean,
): string {
  const known = decision.decision !== 'unknown';
  const resetsAt = known ? formatUtc(decision.resetsAtMs) : undefined;
  const record = {
    provider: 'kimi',
    window: decision.window,
    minimumRemainingPercent: minimumPercent,
    remainingPercent: known ? jsonPercent(decision.remainingPercent) : null,
    decision: decision.decision,
    exitCode,
    unavailableReason: known ? null : decision.reason,
    resetsAt,
  };
  return JSON.stringify(record, null, pretty ? 2 : undefined);
}

/** At most one decimal, rounded down: 9.96 % must not read as the 10 % that it is not. */
function percentText(percent: number): string {
  const tenths = Math.floor(Math.round(percent * 1e6) / 1e5);
  return percent > 0 && tenths === 0 ? '<0.1' : String(tenths / 10);
}
