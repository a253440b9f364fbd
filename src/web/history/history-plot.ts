import uPlot from 'uplot';
import type { HistoryCourse } from './history-course.ts';
import type { Words } from '../words.ts';

export type PlotFacts = {
  readonly course: HistoryCourse;
  readonly width: number;
  readonly height: number;
  readonly words: Words;
  /** Called with the pointer's moment, epoch milliseconds; undefined when it leaves. */
  readonly onPoint: (atMs: number | undefined) => void;
};

/** If hairlines and even-pace lines are closer together, they are unreadable and left out. */
const minLineDistance = 22;
const dayMs = 86_400_000;
/** Labels nearer to the right edge would be cut off. */
const halfLabelWidth = 22;

/** Draws a course. The caller must destroy the plot. */
export function drawHistory(into: HTMLElement, facts: PlotFacts): uPlot {
  const { course } = facts;
  const ink = readInk(into);
  const xs = course.line.map(({ atMs }) => atMs);
  const ys = course.line.map(({ share }) => share ?? null);
  return new uPlot(plotOptions(facts, ink), [xs, ys], into);
}

function plotOptions(facts: PlotFacts, ink: Ink): uPlot.Options {
  const { course, width, height } = facts;
  return {
    width,
    height,
    ms: 1,
    padding: [10, 6, 0, 0],
    legend: { show: false },
    cursor: {
      y: false,
      drag: { x: false, y: false },
      points: { size: 9, width: 2, fill: ink.paper, stroke: ink.line },
    },
    scales: { x: { range: [course.sinceMs, course.untilMs] }, y: { range: [0, 100] } },
    axes: axes(facts, ink),
    series: [{}, lineSeries(facts, ink)],
    hooks: {
      drawClear: [(plot) => drawUnderlay(plot, course, ink)],
      draw: [(plot) => drawLatest(plot, course, ink)],
      setCursor: [(plot) => facts.onPoint(pointedAtMs(plot))],
    },
  };
}

function axes(facts: PlotFacts, ink: Ink): uPlot.Axis[] {
  const axis = {
    font: ink.font,
    stroke: ink.quiet,
    ticks: { show: false },
    grid: { stroke: ink.rule, width: 1 },
  };
  return [
    {
      ...axis,
      grid: { show: false },
      size: 28,
      space: 64,
      values: (_plot, splits) => timeLabels(splits, facts),
    },
    {
      ...axis,
      size: 44,
      gap: 8,
      splits: [0, 25, 50, 75, 100],
      values: (_plot, splits) => splits.map((share) => `${share}%`),
    },
  ];
}

function lineSeries({ course, width }: PlotFacts, ink: Ink): uPlot.Series {
  const isDense = course.resetsAtMs.length > width / minLineDistance;
  const series: uPlot.Series = {
    stroke: ink.line,
    width: isDense ? 1 : 1.75,
    fill: ink.wash,
    points: { show: false },
  };
  const paths = uPlot.paths.stepped?.({ align: 1 });
  if (paths !== undefined) series.paths = paths;
  return series;
}

function pointedAtMs({ cursor, posToVal }: uPlot): number | undefined {
  const { left = -1 } = cursor;
  return left < 0 ? undefined : posToVal(left, 'x');
}

type Ink = {
  readonly line: string;
  readonly wash: string;
  readonly quiet: string;
  readonly rule: string;
  readonly paper: string;
  readonly reset: string;
  readonly font: string;
};

/** The theme's current colours and font, which a canvas does not follow automatically. */
function readInk(element: HTMLElement): Ink {
  const style = getComputedStyle(element);
  const read = (name: string): string => style.getPropertyValue(name).trim();
  return {
    line: read('--ink'),
    wash: read('--wash'),
    quiet: read('--quiet'),
    rule: read('--rule'),
    paper: read('--face'),
    reset: read('--hairline'),
    font: `12px ${style.fontFamily}`,
  };
}

/** Below the line: resets as hairlines, even pace dashed. */
function drawUnderlay(plot: uPlot, course: HistoryCourse, ink: Ink): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  ctx.lineWidth = devicePixelRatio;
  ctx.strokeStyle = ink.reset;
  drawResets(plot, course);
  ctx.strokeStyle = ink.quiet;
  ctx.setLineDash([5 * devicePixelRatio, 4 * devicePixelRatio]);
  drawEvenLines(plot, course);
  ctx.restore();
}

function drawResets(plot: uPlot, { resetsAtMs }: HistoryCourse): void {
  if (!areApart(plot, resetsAtMs)) return;
  const { ctx, bbox } = plot;
  for (const atMs of resetsAtMs) {
    const x = Math.round(plot.valToPos(atMs, 'x', true)) + 0.5;
    strokeLine(ctx, [x, bbox.top], [x, bbox.top + bbox.height]);
  }
}

function drawEvenLines(plot: uPlot, { evenLines, share }: HistoryCourse): void {
  const startsAtMs = evenLines.map(({ fromMs }) => fromMs);
  if (!areApart(plot, startsAtMs)) return;
  const x = (atMs: number): number => plot.valToPos(atMs, 'x', true);
  const y = (usedPercent: number): number => plot.valToPos(share(usedPercent), 'y', true);
  for (const { fromMs, toMs } of evenLines)
    strokeLine(plot.ctx, [x(fromMs), y(0)], [x(toMs), y(100)]);
}

/** A dot at the latest value, which is all there is to see before there is a line. */
function drawLatest(plot: uPlot, course: HistoryCourse, ink: Ink): void {
  const latest = course.line.findLast(({ share }) => share !== undefined);
  if (latest?.share === undefined || latest.atMs < course.sinceMs) return;
  const { ctx } = plot;
  const x = plot.valToPos(latest.atMs, 'x', true);
  const y = plot.valToPos(latest.share, 'y', true);
  ctx.save();
  ctx.fillStyle = ink.line;
  ctx.beginPath();
  ctx.arc(x, y, 3.5 * devicePixelRatio, 0, 2 * Math.PI);
  ctx.fill();
  ctx.restore();
}

function areApart(plot: uPlot, timesMs: readonly number[]): boolean {
  const [first, last] = [timesMs[0], timesMs.at(-1)];
  if (first === undefined || last === undefined || timesMs.length < 2) return true;
  const pixels = plot.valToPos(last, 'x', true) - plot.valToPos(first, 'x', true);
  return pixels / (timesMs.length - 1) >= minLineDistance * devicePixelRatio;
}

function strokeLine(
  ctx: CanvasRenderingContext2D,
  from: readonly [number, number],
  to: readonly [number, number],
): void {
  ctx.beginPath();
  ctx.moveTo(...from);
  ctx.lineTo(...to);
  ctx.stroke();
}

/** Hours within a day, dates for longer spans and at midnight. */
function timeLabels(
  splits: readonly number[],
  { course, width, words: { messages, page } }: PlotFacts,
): string[] {
  const { usage } = messages;
  const cutAfterMs = course.untilMs - ((course.untilMs - course.sinceMs) * halfLabelWidth) / width;
  const hours = new Intl.DateTimeFormat(usage.locale, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const days = new Intl.DateTimeFormat(usage.locale, { day: 'numeric', month: 'short' });
  const dayLabel = (atMs: number): string => {
    const parts = new Map(days.formatToParts(atMs).map(({ type, value }) => [type, value]));
    return page.chart.day({
      day: parts.get('day') ?? '',
      month: (parts.get('month') ?? '').replace('月', ''),
    });
  };
  const step = (splits[1] ?? 0) - (splits[0] ?? 0);
  return splits.map((atMs) => {
    if (atMs > cutAfterMs) return '';
    const time = hours.format(atMs);
    return step >= dayMs || time === '00:00' ? dayLabel(atMs) : time;
  });
}
