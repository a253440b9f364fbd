import type { UsageRow, UsageView } from '../../present/usage-view.ts';
import { resetText } from '../../present/words/resets.ts';
import { formatShare, groupedCount, shareNumber } from '../../present/words/shares.ts';
import { momentParts, spanBetween } from '../../present/words/time.ts';
import { kimiTime } from '../../domain/clock-offset.ts';
import { liveCountdown } from '../live/live-countdown.ts';
import type { Words } from '../words.ts';

type RowFacts = { readonly row: UsageRow; readonly view: UsageView };

/** The line under the meter that matters: what this window means for the work to come. */
export function consequenceLine({ row, view }: RowFacts, words: Words): string {
  const { outlook, resets, overdrawn } = row;
  const { card, unreliable } = words.page;
  if (!row.reliable) return unreliable;
  if (resets?.since === true) return resetText(resets, words.messages);
  if (outlook.severity === 'blocked') return blockedLine({ row, view }, words);
  if (outlook.state === 'out') {
    if (resets === undefined) return overdrawn === undefined ? card.usedUp : beyond(row, words);
    if (resets.inMs < 1000) return words.messages.usage.backNow;
    return card.backAt({
      at: moment(resets.atMs, view, words),
      span: liveCountdown(resets.inMs, words),
    });
  }
  if (outlook.runsOutAtMs !== undefined)
    return emptyLine(outlook.runsOutAtMs, { row, view }, words);
  const used = outlook.forecast?.usedAtResetPercent.p50;
  if (outlook.state === 'lasts' && used !== undefined && row.usedPercent > 0)
    return used > 99 ? card.hardlyAny : card.willBeLeft(formatShare(100 - used, 'left'));
  return outlook.state === 'lasts' ? card.willLast : '';
}

/** Nothing can be used of it before the window that blocks it is reset. */
function blockedLine({ row, view }: RowFacts, words: Words): string {
  const { resets } = view.rows.find(({ id }) => id === row.outlook.blockedBy) ?? {};
  return resets === undefined ? '' : words.page.card.usableFrom(moment(resets.atMs, view, words));
}

function emptyLine(runsOutAtMs: number, { row, view }: RowFacts, words: Words): string {
  const { card } = words.page;
  const nowMs = kimiNow(view);
  const at = moment(runsOutAtMs, view, words);
  if (runsOutAtMs - nowMs < 60_000) return card.emptyNow;
  if (row.resets === undefined) return card.empty(at);
  const span = spanBetween(runsOutAtMs, row.resets.atMs, words.messages);
  return card.emptyBefore({ at, span });
}

/** An estimate that may be this much too late says so. */
const minSpreadMs = 5 * 60_000;

/** Of a window that runs short: the moment before which nine of ten futures still have something. */
function earliestPhrases({ row, view }: RowFacts, words: Words): readonly string[] {
  const { state, forecast, runsOutAtMs = 0 } = row.outlook;
  const earliestMs = forecast?.runsOutEarliestAt;
  if (state !== 'short' || row.outlook.severity === 'blocked' || earliestMs === undefined)
    return [];
  const isTold = runsOutAtMs - earliestMs >= minSpreadMs && earliestMs - kimiNow(view) >= 60_000;
  return isTold ? [words.page.card.earliest(moment(earliestMs, view, words))] : [];
}

/** Quiet phrases: how early it may be empty, when the window resets, and how its use compares with an even pace. */
export function resetPhrases({ row, view }: RowFacts, words: Words): readonly string[] {
  const { resets, pace, outlook } = row;
  const { card } = words.page;
  if (resets?.since === true) return [];
  const hasPace = pace !== undefined && outlook.severity !== 'blocked';
  const paces = !hasPace ? [] : [paceText(pace.deltaPercent, words)];
  if (resets === undefined) return paces;
  if (outlook.state === 'out') return row.overdrawn === undefined ? [] : [beyond(row, words)];
  if (resets.inMs < 1000) return [words.messages.usage.resetsNow, ...paces];
  const span = liveCountdown(resets.inMs, words);
  return [
    ...earliestPhrases({ row, view }, words),
    card.resetsAt(moment(resets.atMs, view, words)),
    card.in(span),
    ...paces,
  ];
}

/** What the number counts: `62 of 200 left`, or the month's two shares. */
export function countsLine({ row, view }: RowFacts, words: Words): string {
  const { counts, split } = row;
  if (counts !== undefined)
    return words.page.countsOf({
      count: groupedCount(view.meters === 'left' ? counts.left : counts.used),
      limit: groupedCount(counts.limit),
      isLeft: view.meters === 'left',
    });
  if (split === undefined || split.codePercent + split.otherPercent === 0) return '';
  return words.page.card.split({
    code: shareNumber(split.codePercent, 'used'),
    other: shareNumber(split.otherPercent, 'used'),
  });
}

/** A moment of Kimi's clock as briefly as it is clear. */
export function moment(atMs: number, view: UsageView, { messages }: Words): string {
  return messages.usage.moment(momentParts(atMs, kimiNow(view), { timeZone: undefined, messages }));
}

function kimiNow(view: UsageView): number {
  return kimiTime(view.fetched ?? {}, view.nowMs);
}

function paceText(points: number, { messages: { usage } }: Words): string {
  if (Math.abs(points) <= 2) return usage.pace.onPace;
  return points > 0 ? usage.pace.ahead(points) : usage.pace.behind(-points);
}

function beyond({ overdrawn }: UsageRow, { messages: { usage } }: Words): string {
  if (overdrawn === undefined) return '';
  const { used, limit, unit } = overdrawn;
  return unit === 'percent'
    ? usage.percentUsed(groupedCount((used / limit) * 100))
    : usage.countsUsed(groupedCount(used), groupedCount(limit));
}
