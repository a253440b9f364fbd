import { kimiTime } from '../../domain/clock-offset.ts';
import { isDoubtful } from '../../domain/outlook.ts';
import { cornerWord } from '../verdict/outlook-text.ts';
import type { UsageRow, UsageView } from '../usage-view.ts';
import { formatLikelihood, formatShare, pacePhrases } from '../words/shares.ts';
import { resetText } from '../words/resets.ts';
import { formatCountdown, momentParts } from '../words/time.ts';
import type { CardStyle } from './card-style.ts';

/** The end of a row: when the window resets, then what else fits. */
export type RowTail = {
  /** `resets 17:17`, `back Tue 17:12`. */
  readonly reset: string;
  /** The bare time until the reset, for narrow terminals. */
  readonly short: string;
  /** What may follow, with its separator, the longest first. */
  readonly more: readonly string[];
};

/** What resets sooner has its countdown beside it. */
const nearMs = 12 * 3_600_000;
/** A window that lasts says how little will be left below this share. */
const littleLeftPercent = 20;

export function rowTail(row: UsageRow, view: UsageView, style: CardStyle): RowTail {
  const { resets } = row;
  const { messages, countdown, timeZone, symbols } = style;
  const { usage } = messages;
  const word = wordOf(row, view, style);
  const outlook = word.map((text) => `${symbols.dot}${text}`);
  if (resets === undefined) {
    const [long = '', ...shorter] = word;
    return { reset: long, short: '', more: shorter };
  }
  if (resets.since || resets.inMs < 1000)
    return { reset: resetText(resets, messages), short: '', more: [] };
  const nowMs = kimiTime(view.fetched ?? {}, view.nowMs);
  const parts = momentParts(resets.atMs, nowMs, { timeZone, messages });
  const moment = usage.moment(parts);
  const span = countdown?.span(resets.inMs) ?? formatCountdown(resets.inMs, messages);
  const reset = row.exhausted ? usage.backAt(moment) : usage.resetsAt(moment);
  // Of another day, the day says enough if room is short.
  const near = usage.inSpan(span);
  const both = outlook.map((text) => `${near}${text}`);
  const rest = resets.inMs < nearMs || outlook.length === 0 ? [near] : outlook;
  return { reset, short: span, more: [...both, ...rest] };
}

/** What the window comes to, longest first: its pace, its outlook, or a word. */
function wordOf(row: UsageRow, view: UsageView, style: CardStyle): readonly string[] {
  const { messages, timeZone } = style;
  const { outlook, pace } = row;
  const { usage, verdict } = messages;
  // The verdict says it of the window that decides.
  const isSaid = view.verdict.window === row.id;
  const word = isSaid ? undefined : cornerWord(row, view.rows, messages);
  const words = word === undefined || !row.reliable ? [] : [word];
  if (outlook.severity === 'blocked') return words;
  if (outlook.state === 'short' && outlook.runsOutAtMs !== undefined && !isSaid) {
    const nowMs = kimiTime(view.fetched ?? {}, view.nowMs);
    const parts = momentParts(outlook.runsOutAtMs, nowMs, { timeZone, messages });
    return [usage.emptyAt(usage.moment(parts)), ...words];
  }
  if (outlook.state === 'lasts' && outlook.forecast !== undefined) {
    const { runsOutProbability, usedAtResetPercent } = outlook.forecast;
    const left = 100 - usedAtResetPercent.p50;
    if (isDoubtful(outlook))
      return [verdict.mayRunOut(formatLikelihood(runsOutProbability)), verdict.corner.probably];
    if (left < littleLeftPercent) return [verdict.willBeLeft(formatShare(left, 'left')), ...words];
  }
  const [ahead] = pace === undefined || row.exhausted ? [] : pacePhrases(pace, messages);
  if (ahead === undefined || outlook.state !== 'short') return words;
  return [ahead, ...words];
}
