import { formatShare, shareNumber } from '../../present/words/shares.ts';
import {
  formatCountdown,
  formatLocalTime,
  momentParts,
  spanBetween,
} from '../../present/words/time.ts';
import { kimiTime, type HasClockOffset } from '../../domain/clock-offset.ts';
import type { Meters } from '../../domain/setting-choices.ts';
import type { ChartTexts } from './chart-picture.tsx';
import { futurePointAt, type FutureCourse } from './future-course.ts';
import { evenShareAt, shareAt, type HistoryCourse } from './history-course.ts';
import type { HistoryRange } from './history-ranges.ts';
import type { TimeTick } from './time-ticks.ts';
import type { Words } from '../words.ts';

export type ChartFacts = {
  readonly course: HistoryCourse;
  readonly future: FutureCourse;
  readonly range: HistoryRange;
  readonly meters: Meters;
  /** Of the usage: times are shown by Kimi's clock, as everywhere on the page. */
  readonly clock: HasClockOffset;
};

/** The words inside the chart. */
export function chartTexts(facts: ChartFacts, words: Words): ChartTexts {
  const { course, range, clock } = facts;
  const { chart } = words.page;
  const moment = momentWords(facts, words);
  return {
    now: chart.now(moment(course.nowMs)),
    even: chart.evenPace,
    end: range === 'window' ? chart.fullAt(moment(course.untilMs)) : undefined,
    dry: dryLines(facts, words),
    tick: ({ atMs, kind }) => tickText({ atMs: roundMinute(kimiTime(clock, atMs)), kind }, words),
  };
}

/** A moment as briefly as it is clear: `17:17`, `Tue 17:12`, `Thu 10 Dec`. */
function momentWords({ course, clock }: ChartFacts, { messages }: Words): (atMs: number) => string {
  const nowMs = kimiTime(clock, course.nowMs);
  return (atMs) =>
    messages.usage.moment(
      momentParts(kimiTime(clock, atMs), nowMs, { timeZone: undefined, messages }),
    );
}

function dryLines(facts: ChartFacts, words: Words): readonly string[] {
  const { chart } = words.page;
  const { nowMs } = facts.course;
  const { dry, isDryNow } = facts.future;
  const moment = momentWords(facts, words);
  if (dry === undefined) return [];
  if (isDryNow)
    return [
      chart.usedUp,
      ...(nowMs - dry.fromMs < 60_000 ? [] : [chart.since(moment(dry.fromMs))]),
    ];
  return [
    chart.emptyAt(moment(dry.fromMs)),
    chart.forSpan(spanBetween(dry.fromMs, dry.toMs, words.messages)),
  ];
}

/** `Thu 20 Nov, 14:05 · 43% left · even pace 52%` */
export function readoutText(
  atMs: number,
  { course, future, meters, clock }: ChartFacts,
  { messages, page }: Words,
): string {
  const { usage } = messages;
  const even = evenShareAt(course, atMs);
  const expected = atMs > course.nowMs ? futurePointAt(future, atMs) : undefined;
  const known = atMs > course.nowMs ? undefined : shareAt(course, atMs);
  const number = known === undefined ? '–' : shareNumber(known, meters);
  const left = meters === 'left' ? usage.percentLeft(number) : usage.percentUsed(number);
  const share = (value: number): string => formatShare(value, meters);
  return [
    formatLocalTime(kimiTime(clock, atMs), kimiTime(clock, course.nowMs), undefined, messages),
    expected === undefined
      ? left
      : page.chart.expected({
          share: share(expected.share),
          low: share(expected.low),
          high: share(expected.high),
        }),
    ...(even === undefined ? [] : [page.chart.even(shareNumber(even, meters))]),
  ].join(' · ');
}

/** What happened in the range, in one sentence. */
export function summaryText({ course, range, meters }: ChartFacts, words: Words): string {
  const { chart } = words.page;
  const { samples, dry, nowMs, sinceMs, share } = course;
  const [first, last] = [samples[0], samples.at(-1)];
  if (first === undefined || last === undefined || samples.length < 2) return chart.begins;
  const waitedMs = dry.reduce(
    (sum, { fromMs, toMs }) => sum + Math.min(toMs, nowMs) - Math.max(fromMs, sinceMs),
    0,
  );
  return chart.summary({
    range: chart.rangesLong[range],
    from: shareNumber(shareAt(course, sinceMs) ?? share(first.usedPercent), meters),
    to: shareNumber(share(last.usedPercent), meters),
    isLeft: meters === 'left',
    dry: dry.length,
    waited: formatCountdown(waitedMs, words.messages),
  });
}

/** A moment on an axis: `14:00`, `29 Nov`, `Nov`. */
export function tickText({ atMs, kind }: TimeTick, { messages, page }: Words): string {
  const { locale, hourCycle } = messages.usage;
  if (kind === 'time')
    return new Intl.DateTimeFormat(locale, {
      hour: '2-digit',
      minute: '2-digit',
      hourCycle,
    }).format(atMs);
  const parts = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
  const found = new Map(parts.formatToParts(atMs).map(({ type, value }) => [type, value]));
  const month = (found.get('month') ?? '').replace('月', '');
  return kind === 'month'
    ? new Intl.DateTimeFormat(locale, { month: 'short' }).format(atMs)
    : page.chart.day({ day: found.get('day') ?? '', month });
}

/** Clocks differ by odd seconds, which would turn 16:00 into 15:59. */
function roundMinute(ms: number): number {
  return Math.round(ms / 60_000) * 60_000;
}
