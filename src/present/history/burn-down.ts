import type { PathPoint, WindowForecast } from '../../domain/forecast/window-forecast.ts';
import type { HistorySeries } from '../../domain/history.ts';
import { paceLength } from '../../domain/pace.ts';
import type { CardLine, Span } from '../card/card-line.ts';
import type { Messages } from '../messages/en.ts';
import { cutToWidth, displayWidth, fittingPhrases, padBefore } from '../words/columns.ts';
import { formatShare, shareWords } from '../words/shares.ts';
import { momentParts, spanBetween } from '../words/time.ts';
import { windowLabel } from '../words/windows.ts';
import { plotHistory } from './history-plot.ts';

/** A window that is running: its course so far and its forecast with the path to the reset. */
export type BurnDown = { readonly series: HistorySeries; readonly forecast: WindowForecast };

export type BurnDownStyle = {
  readonly width: number;
  readonly unicode: boolean;
  readonly messages: Messages;
  readonly nowMs: number;
  readonly timeZone?: string | undefined;
};

const rows = 6;
const scaleWidth = 4;
const minColumns = 24;
const unicodeMarks = {
  past: '█',
  path: '•',
  band: '░',
  tick: '┤',
  side: '│',
  corner: '└',
  base: '─',
};
const asciiMarks = {
  past: '#',
  path: 'o',
  band: ':',
  tick: '|',
  side: '|',
  corner: '+',
  base: '-',
};

/**
 * What is left of this window from its start to its reset: the past as columns, then the expected
 * course with its 80% band. Empty if the window is over, has no path, or the terminal is too narrow.
 */
export function burnDownLines({ series, forecast }: BurnDown, style: BurnDownStyle): CardLine[] {
  const { width, nowMs } = style;
  const resetsAtMs = series.samples.at(-1)?.resetsAtMs;
  const { path } = forecast;
  const columns = width - scaleWidth - 2;
  if (resetsAtMs === undefined || path === undefined || resetsAtMs <= nowMs) return [];
  const lengthMs = lengthOf(series, resetsAtMs);
  if (lengthMs === undefined || columns < minColumns) return [];
  const sinceMs = resetsAtMs - lengthMs;
  const stepMs = lengthMs / columns;
  const past = plotHistory(series, {
    sinceMs,
    untilMs: nowMs,
    columns: Math.max(1, Math.floor((nowMs - sinceMs) / stepMs)),
  });
  const future = Array.from({ length: columns - past.left.length }, (_, index) =>
    leftAt(path, sinceMs + (past.left.length + index + 0.5) * stepMs),
  );
  const marks = style.unicode ? unicodeMarks : asciiMarks;
  const body = Array.from({ length: rows }, (_, row): CardLine => {
    const [low, high] = [((rows - 1 - row) / rows) * 100, ((rows - row) / rows) * 100];
    const scale = row === 0 ? '100%' : row === rows / 2 ? '50%' : '';
    const side = scale === '' ? marks.side : marks.tick;
    const shown: Span[] = [
      { text: past.left.map((left) => ((left ?? 0) > low ? marks.past : ' ')).join('') },
      {
        text: future.map((range) => futureCell(range, { low, high }, marks)).join(''),
        tone: 'quiet',
      },
    ];
    return [{ text: `${padBefore(scale, scaleWidth)} ${side}`, tone: 'quiet' } as Span].concat(
      shown,
    );
  });
  const base = `${padBefore('0%', scaleWidth)} ${marks.corner}${marks.base.repeat(columns)}`;
  return [
    titleLine({ series, forecast }, style),
    ...body,
    [{ text: base, tone: 'quiet' }],
    timeLine({ sinceMs, resetsAtMs, columns }, style),
  ];
}

type LeftRange = { readonly least: number; readonly middle: number; readonly most: number };

/** What is expected to be left at a moment, from the point of the path before it. */
function leftAt(path: readonly PathPoint[], atMs: number): LeftRange {
  const point = path.findLast(({ at }) => at <= atMs) ?? path[0];
  if (point === undefined) return { least: 0, middle: 0, most: 0 };
  return { least: 100 - point.p90, middle: 100 - point.p50, most: 100 - point.p10 };
}

function futureCell(
  { least, middle, most }: LeftRange,
  { low, high }: { readonly low: number; readonly high: number },
  marks: typeof unicodeMarks,
): string {
  if ((middle > low && middle <= high) || (middle <= 0 && low === 0)) return marks.path;
  return most > low && least <= high ? marks.band : ' ';
}

function lengthOf(series: HistorySeries, resetsAtMs: number): number | undefined {
  const known = { id: series.windowId, lengthMinutes: series.lengthMinutes };
  const { lengthMinutes } = series;
  return paceLength(known, resetsAtMs) ?? (lengthMinutes && lengthMinutes * 60_000);
}

/** `5-hour · this window · 31% left · empty 16:31, 46m before its reset`. */
function titleLine({ series, forecast }: BurnDown, style: BurnDownStyle): CardLine {
  const { messages, nowMs, timeZone, width, unicode } = style;
  const { history, usage, verdict } = messages;
  const { usedPercent = 0, resetsAtMs = nowMs } = series.samples.at(-1) ?? {};
  const leftPercent = 100 - usedPercent;
  const { runsOutAt, runsOutProbability, usedAtResetPercent } = forecast;
  const outlook =
    runsOutAt === undefined || runsOutProbability < 0.5
      ? verdict.willBeLeft(formatShare(100 - usedAtResetPercent.p50, 'left'))
      : history.emptyBefore({
          moment: usage.moment(momentParts(runsOutAt, nowMs, { timeZone, messages })),
          span: spanBetween(runsOutAt, resetsAtMs, messages),
        });
  const name = cutToWidth(windowLabel({ ...series, id: series.windowId }, messages), width, '');
  const share = shareWords({ reliable: true, leftPercent, usedPercent }, 'left', messages);
  const dot = unicode ? ' · ' : ' - ';
  const facts =
    usedPercent >= 100 ? [history.thisWindow, share] : [history.thisWindow, share, outlook];
  const whole = fittingPhrases([name, ...facts], width, dot).join(dot);
  return [{ text: name, tone: 'strong' }, { text: whole.slice(name.length) }];
}

/** The start, now and the reset. */
function timeLine(
  { sinceMs, resetsAtMs, columns }: { sinceMs: number; resetsAtMs: number; columns: number },
  { messages, nowMs, timeZone }: BurnDownStyle,
): CardLine {
  const moment = (atMs: number): string =>
    messages.usage.moment(momentParts(atMs, nowMs, { timeZone, messages }));
  const [start, now, end] = [moment(sinceMs), messages.history.now, moment(resetsAtMs)];
  const nowColumn = Math.floor(((nowMs - sinceMs) / (resetsAtMs - sinceMs)) * columns);
  const room = columns - displayWidth(start) - displayWidth(end);
  const before = Math.max(1, nowColumn - displayWidth(start));
  const after = room - before - displayWidth(now);
  const between =
    after >= 1 ? ' '.repeat(before) + now + ' '.repeat(after) : ' '.repeat(Math.max(1, room));
  return [
    { text: ' '.repeat(scaleWidth + 2) },
    { text: `${start}${between}${end}`, tone: 'quiet' },
  ];
}
