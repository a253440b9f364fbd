import { isTime } from '../../domain/breakdown.ts';
import type { Host } from '../../host/host.ts';
import type { KeptAnswer } from '../../store/ledger/kept-answers.ts';
import type { TokenLedger } from '../../store/ledger/token-ledger.ts';
import { version } from '../version.ts';
import type { AttributedQuota, AttributionRequest } from './attributed-quota.ts';
import { freshPrices } from './fresh-prices.ts';

/**
 * An answer this old is repeated if nothing that it was computed from has changed: the ledger counts
 * in steps of five minutes, and only the end of the period has moved.
 */
const maxAgeMs = 5 * 60_000;
const maxAnswers = 8;

/**
 * Attributes a window's points, unless that was done lately and nothing has changed since. Answers
 * are kept in the ledger, whose names of projects, sessions and models they repeat.
 */
export async function attributeOnce(
  host: Host,
  ledger: TokenLedger,
  request: AttributionRequest,
): Promise<AttributedQuota> {
  // Before anything is read: what changes meanwhile is noticed the next time.
  const ledgerStamp = await ledger.stamp();
  const answers = await ledger.answers();
  const isYoung = ({ atMs }: KeptAnswer): boolean => {
    const ageMs = request.period.untilMs - atMs;
    return ageMs >= 0 && ageMs < maxAgeMs;
  };
  const asked = originOf(host, request, ledgerStamp);
  const known = answers.find((one) => one.from === asked && isYoung(one));
  if (known !== undefined)
    return { quota: known.quota, pointPrice: known.pointPrice, rows: new Map(known.rows) };
  const { attributeBreakdown } = await import('./attribute-breakdown.ts');
  const found = await attributeBreakdown(host, ledger, request);
  // Prices may have been learned for it.
  const from = originOf(host, request, ledgerStamp);
  if (from !== undefined) {
    const answer = { ...found, rows: [...found.rows], from, atMs: request.period.untilMs };
    const others = answers.filter((one) => one.from !== from && isYoung(one));
    await ledger.saveAnswers([answer, ...others].slice(0, maxAnswers));
  }
  return found;
}

/** Undefined if an answer can't be repeated: days and hours depend on the time zone as well. */
function originOf(
  host: Host,
  { period, scope, account }: AttributionRequest,
  ledgerStamp: string | undefined,
): string | undefined {
  const { windowId, sinceMs, historyStamp } = period;
  const pricesAtMs = freshPrices(host).get(account)?.learnedAtMs;
  const inputs = [ledgerStamp, historyStamp, pricesAtMs];
  if (isTime(scope.by) || inputs.includes(undefined)) return undefined;
  const { by, project, sessionId } = scope;
  const question = { account, windowId, sinceMs, by, project, sessionId };
  return JSON.stringify({ version, inputs, ...question });
}
