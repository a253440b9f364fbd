import type { BreakdownRecord } from '../../domain/breakdown-record.ts';
import { isWindowId } from '../../domain/quota-window.ts';
import { formatPointRange, formatPoints } from '../../present/words/shares.ts';
import { formatLocalTime } from '../../present/words/time.ts';
import { formatTokens } from '../../present/words/tokens.ts';
import { windowLabel } from '../../present/words/windows.ts';
import type { BreakdownBar } from './breakdown-bars.ts';
import type { Words } from '../words.ts';

/** `31.0 points`, or `2.9M tokens` if points are not known. */
export function amountText(
  { points, tokens }: Pick<BreakdownBar, 'points' | 'tokens'>,
  { page: { breakdown } }: Words,
): string {
  return points === undefined
    ? breakdown.tokens(formatTokens(tokens))
    : breakdown.share(formatPoints(points.points));
}

/** What stands behind the amount: the range of an estimate, the tokens, and what the row is. */
export function detailText(
  { points, tokens, sessions }: BreakdownBar,
  words: Words,
  hint?: string,
): string {
  const { breakdown } = words.page;
  const range =
    points === undefined || points.low === points.high ? [] : [formatPointRange(points)];
  const counted =
    points === undefined || tokens === 0 ? [] : [breakdown.tokens(formatTokens(tokens))];
  const several = sessions > 1 ? [breakdown.sessions(sessions)] : [];
  return [...range, ...counted, ...several, ...(hint === undefined ? [] : [hint])].join(' · ');
}

/** What the breakdown is of: `Weekly window, since Tue 17:12`. */
export function periodText({ since, until, window }: BreakdownRecord, words: Words): string {
  const { breakdown } = words.page;
  const at = formatLocalTime(Date.parse(since), Date.parse(until), undefined, words.messages);
  return window !== null && isWindowId(window)
    ? breakdown.since({ window: windowLabel({ id: window }, words.messages), at })
    : breakdown.sinceTime(at);
}

/** What the figures rest on. */
export function basisText(record: BreakdownRecord, words: Words): string {
  const { breakdown } = words.page;
  const { quota, rows } = record;
  if (rows.length === 0) return '';
  const shared = record.logsShared === true ? [breakdown.logsShared] : [];
  const coverage =
    quota !== null && quota.coverage < 0.95
      ? [breakdown.coverage(`${Math.round(quota.coverage * 100)}%`)]
      : [];
  const basis =
    quota === null
      ? [breakdown.noQuota]
      : [breakdown.estimate, ...coverage, ...priceText(record, words)];
  return [...basis, ...shared].join(words.messages.verdict.between);
}

/** A price of a point that changed within the period. */
function priceText({ pointPrice, window, until }: BreakdownRecord, words: Words): string[] {
  const prices = pointPrice.filter((price) => price.window === window && price.model === undefined);
  const [before, now] = prices.slice(-2);
  if (before === undefined || now === undefined) return [];
  return [
    words.page.breakdown.price({
      now: formatTokens(now.tokensPerPoint),
      before: formatTokens(before.tokensPerPoint),
      since: formatLocalTime(Date.parse(now.from), Date.parse(until), undefined, words.messages),
    }),
  ];
}
