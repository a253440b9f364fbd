import type { GuardDecision } from '../domain/guard-decision.ts';
import { jsonPercent } from './json/json-number.ts';
import type { Messages } from './messages/en.ts';
import { cleanName } from './words/clean-text.ts';
import { shareNumber } from './words/shares.ts';
import { resetText } from './words/resets.ts';
import { formatCountdown, formatMoment, formatUtc } from './words/time.ts';
import { windowLabel } from './words/windows.ts';

type Facts = {
  /** A named account. */
  readonly account?: string | undefined;
  readonly minimumPercent: number;
  readonly expectMinutes?: number | undefined;
  readonly exitCode: number;
};

type TextFacts = Omit<Facts, 'exitCode'> & { readonly nowMs: number };

/** The decision as one line, `5-hour: 70% left · OK (minimum 10%)`; a named account comes first. */
export function guardText(decision: GuardDecision, facts: TextFacts, messages: Messages): string {
  const account = cleanName(facts.account);
  const line = decisionText(decision, facts, messages);
  return account === undefined ? line : `${account} · ${line}`;
}

function decisionText(
  decision: GuardDecision,
  { minimumPercent, expectMinutes = 0, nowMs }: TextFacts,
  messages: Messages,
): string {
  const { guard, usage } = messages;
  const minimum = `${minimumPercent}%`;
  if (decision.decision === 'unknown')
    return guard.unknown({ minimum, why: guard.reasons[decision.reason] });
  const window = windowLabel({ id: decision.window }, messages);
  const share = usage.percentLeft(leftText(decision.remainingPercent, minimumPercent));
  const needed = formatCountdown(expectMinutes * 60_000, messages);
  const momentOf = (atMs: number): string => formatMoment(atMs, nowMs, messages);
  if (decision.decision === 'ok')
    return (
      guard.ok({ window, share, minimum }) + workText(decision, { needed, momentOf }, messages)
    );
  const { resetsAtMs } = decision;
  const resets =
    resetsAtMs === undefined
      ? ''
      : resetText({ inMs: Math.max(0, resetsAtMs - nowMs), since: false }, messages);
  const { runsOutAtMs } = decision;
  if (runsOutAtMs === undefined) return guard.blocked({ window, share, minimum, resets });
  return guard.runsOut({
    window,
    share,
    span: formatCountdown(Math.max(0, runsOutAtMs - nowMs), messages),
    moment: momentOf(runsOutAtMs),
    needed,
    resets,
  });
}

/** What the forecast says about the work to come; empty if its length is not known. */
function workText(
  { work }: Extract<GuardDecision, { decision: 'ok' | 'blocked' }>,
  { needed, momentOf }: { needed: string; momentOf: (atMs: number) => string },
  { guard }: Messages,
): string {
  if (work === undefined) return '';
  if (work.answer === 'unknown') return guard.noForecast(needed);
  const until = work.until === undefined ? undefined : momentOf(work.until);
  return guard.enoughFor({ needed, until });
}

/** The decision as the published JSON. */
export function guardJson(
  decision: GuardDecision,
  { account, minimumPercent, expectMinutes, exitCode }: Facts,
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
    expectMinutes,
    runsOutAt: decision.decision === 'blocked' ? formatUtc(decision.runsOutAtMs) : undefined,
    account: cleanName(account),
  };
  return JSON.stringify(record, null, pretty ? 2 : undefined);
}

/** Whole as everywhere, except close to the minimum: 9.96% must not read as a blocked 10%. */
function leftText(percent: number, minimumPercent: number): string {
  if (percent === 0 || percent === 100 || Math.abs(percent - minimumPercent) >= 1)
    return shareNumber(percent, 'left');
  const tenths = Math.floor(Math.round(percent * 1e6) / 1e5);
  return tenths === 0 ? '<0.1' : String(tenths / 10);
}
