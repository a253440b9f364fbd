import type { HistorySeries } from '../../domain/history.ts';
import type { Meters } from '../../domain/setting-choices.ts';
import {
  asciiSymbols,
  paintLines,
  unicodeSymbols,
  type CardLine,
  type Colour,
  type Symbols,
} from '../card/card-line.ts';
import { cleanName } from '../words/clean-text.ts';
import { cutToWidth, displayWidth, fittingPhrases, padBefore, wrapText } from '../words/columns.ts';
import { burnDownLines, type BurnDown } from './burn-down.ts';
import { shareSpans } from './share-spans.ts';
import { plotHistory, type HistoryPlot } from './history-plot.ts';
import { formatLocalTime } from '../words/time.ts';
import type { Messages } from '../messages/en.ts';
import { shareWords } from '../words/shares.ts';
import { windowLabel } from '../words/windows.ts';

export type HistoryTextOptions = {
  /** Columns of the terminal; below 10 it is drawn as for 10. */
  readonly width: number;
  readonly colour: Colour;
  readonly unicode: boolean;
  readonly messages: Messages;
  readonly sinceMs: number;
  readonly untilMs: number;
  readonly account?: string | undefined;
  readonly meters: Meters;
  /** IANA name; the system's if absent. */
  readonly timeZone?: string | undefined;
  /** The window that binds, drawn first from its start to its reset. */
  readonly burnDown?: BurnDown | undefined;
};

type Style = HistoryTextOptions & {
  readonly symbols: Symbols;
  readonly marks: typeof unicodeMarks;
};

/** The characters of a chart: cells from empty to full, the axes, a reset. */
const unicodeMarks = {
  steps: [...' ▁▂▃▄▅▆▇█'],
  tick: '┤',
  side: '│',
  corner: '└',
  base: '─',
  reset: '┴',
};
const asciiMarks = {
  steps: [...' .-=#'],
  tick: '|',
  side: '|',
  corner: '+',
  base: '-',
  reset: '^',
};

const rows = 4;
const minWidth = 10;

/** Columns of the scale; a blank and the axis follow. */
const scaleWidth = 4;

/**
 * A chart for each window: the share left (or used) over time, with resets on the base line. A
 * single sample is no course: it has no chart, and the text says so. No line is wider than the
 * terminal.
 */
export function historyText(series: readonly HistorySeries[], options: HistoryTextOptions): string {
  const style: Style = {
    ...options,
    width: Math.max(minWidth, options.width),
    symbols: options.unicode ? unicodeSymbols : asciiSymbols,
    marks: options.unicode ? unicodeMarks : asciiMarks,
  };
  const { messages, colour, width } = style;
  const told = series.filter(({ samples }) => samples.length > 0);
  if (told.length === 0) return wrapText(messages.history.none, width).join('\n');
  const charts = told.map((one) => paintLines(chart(one, style), colour, false));
  const { burnDown, untilMs: nowMs } = style;
  const course = burnDown === undefined ? [] : burnDownLines(burnDown, { ...style, nowMs });
  return [
    paintLines([heading(style)], colour, false),
    ...(course.length === 0 ? [] : [paintLines(course, colour, false)]),
    ...charts,
  ].join('\n\n');
}

function heading({
  messages,
  symbols,
  account,
  sinceMs,
  untilMs,
  timeZone,
  width,
}: Style): CardLine {
  const since = messages.history.since(formatLocalTime(sinceMs, untilMs, timeZone, messages));
  const name = cutToWidth(messages.usage.product, width, symbols.ellipsis);
  const facts = [cleanName(account), since].filter((fact) => fact !== undefined);
  return [{ text: name, tone: 'mark' }, { text: behind(name, facts, { width, symbols }) }];
}

function chart(series: HistorySeries, style: Style): CardLine[] {
  const { marks, meters, width, sinceMs, untilMs } = style;
  const scale = ['100%', '50%', '0%'].map((text) => padBefore(text, scaleWidth));
  const columns = width - scaleWidth - 2;
  const plot = plotHistory(series, { sinceMs, untilMs, columns });
  if (series.samples.length === 1) return [title(series, plot, style)];
  const level = (left: number | undefined): number | undefined =>
    left === undefined || meters === 'left' ? left : 100 - left;
  const lines = Array.from({ length: rows }, (_, row): CardLine => {
    const side =
      row === 0
        ? `${scale[0]} ${marks.tick}`
        : row === rows / 2
          ? `${scale[1]} ${marks.tick}`
          : `${' '.repeat(scaleWidth + 1)}${marks.side}`;
    return [
      { text: side, tone: 'quiet' },
      ...shareSpans(plot.left, (left) => cell(level(left), rows - 1 - row, marks.steps)),
    ];
  });
  return [
    title(series, plot, style),
    ...lines,
    baseLine(plot, `${scale[2]} `, style),
    timeLine(columns, style),
  ];
}

function title(
  series: HistorySeries,
  plot: HistoryPlot,
  { messages, symbols, meters, width }: Style,
): CardLine {
  const { history } = messages;
  const share = (left: number): string =>
    shareWords({ reliable: true, leftPercent: left, usedPercent: 100 - left }, meters, messages);
  const facts = [
    ...(plot.latestLeft === undefined ? [] : [share(plot.latestLeft)]),
    ...(series.samples.length === 1 ? [history.oneSample] : []),
    ...(plot.lowestLeft === undefined || series.samples.length === 1
      ? []
      : [history[meters === 'left' ? 'lowest' : 'highest'](share(plot.lowestLeft))]),
    ...(series.resetsAtMs.length === 0 ? [] : [history.resets(series.resetsAtMs.length)]),
  ];
  const label = windowLabel({ ...series, id: series.windowId }, messages);
  const name = cutToWidth(label, width, symbols.ellipsis);
  return [{ text: name, tone: 'strong' }, { text: behind(name, facts, { width, symbols }) }];
}

/** The facts that fit behind a name, each after a dot. */
function behind(
  name: string,
  facts: readonly string[],
  { width, symbols }: Pick<Style, 'width' | 'symbols'>,
): string {
  return fittingPhrases([name, ...facts], width, symbols.dot)
    .join(symbols.dot)
    .slice(name.length);
}

/** The part of a column that is in a row, counted from below. Never empty unless the share is 0. */
function cell(level: number | undefined, row: number, steps: readonly string[]): string {
  const full = steps.length - 1;
  if (level === undefined) return ' ';
  const filled = Math.round((level / 100) * rows * full) - row * full;
  const least = row === 0 && level > 0 ? 1 : 0;
  return steps[Math.min(full, Math.max(least, filled))] ?? ' ';
}

function baseLine({ left, resets }: HistoryPlot, scale: string, { marks }: Style): CardLine {
  const base = left.map((share, column) =>
    resets.includes(column) ? marks.reset : share === undefined ? ' ' : marks.base,
  );
  return [{ text: `${scale}${marks.corner}${base.join('')}`, tone: 'quiet' }];
}

/** Times at both ends, and in the middle if there is room. */
function timeLine(columns: number, { messages, sinceMs, untilMs, timeZone }: Style): CardLine {
  const [start = '', middle = '', end = ''] = [sinceMs, (sinceMs + untilMs) / 2, untilMs].map(
    (atMs) => formatLocalTime(atMs, untilMs, timeZone, messages),
  );
  const free = columns - displayWidth(start) - displayWidth(end);
  if (free < 1) {
    const [shown = ''] = fittingPhrases([start], columns, '');
    return [{ text: ' '.repeat(scaleWidth + 2) }, { text: shown, tone: 'quiet' }];
  }
  const before = Math.floor((columns - displayWidth(middle)) / 2) - displayWidth(start);
  const after = free - before - displayWidth(middle);
  const between =
    before >= 2 && after >= 2
      ? `${' '.repeat(before)}${middle}${' '.repeat(after)}`
      : ' '.repeat(Math.max(1, free));
  return [
    { text: ' '.repeat(scaleWidth + 2) },
    { text: `${start}${between}${end}`, tone: 'quiet' },
  ];
}
