import uPlot from 'uplot';
import type { HistoryCourse } from './history-course.ts';
import type { Words } from '../words.ts';

export type PlotFacts = {
  readonly course: HistoryCourse;
  readonly width: number;
  readonly height: number;
  readonly words: Words;
  /** Tells where the pointer is, epoch milliseconds; undefined when it leaves. */
  readonly onPoint: (atMs: number | undefined) => void;
};

/** Closer together than this, hairlines and even-pace lines say nothing any more and are left out. */
const closestPixels = 22;
const dayMs = 86_400_000;
/** Labels nearer to the right edge would be cut. */
const halfLabelPixels = 22;

/** Draws a course into `into`. The caller destroys what it gets. */
export function drawHistory(into: HTMLElement, facts: PlotFacts): uPlot {
  const { course, width, height, onPoint } = facts;
  const ink = readInk(into);
  const xs = course.line.map(({ atMs }) => atMs);
  const ys = course.line.map(({ share }) => share ?? null);
  const font = `12px ${getComputedStyle(into).fontFamily}`;
  const axis = {
    font,
    stroke: ink.quiet,
    ticks: { show: false },
    grid: { stroke: ink.rule, width: 1 },
  };
  const stepped = uPlot.paths.stepped?.({ align: 1 });
  const dense = course.resetsAtMs.length > width / closestPixels;
  return new uPlot(
    {
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
      axes: [
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
      ],
      series: [
        {},
        {
          stroke: ink.line,
          width: dense ? 1 : 1.75,
          fill: ink.wash,
          points: { show: false },
          ...(stepped ? { paths: stepped } : {}),
        },
      ],
      hooks: {
        drawClear: [(plot) => drawUnderlay(plot, course, ink)],
        draw: [(plot) => drawLatest(plot, course, ink)],
        setCursor: [
          ({ cursor, posToVal }) =>
            onPoint(
              cursor.left === undefined || cursor.left < 0 ? undefined : posToVal(cursor.left, 'x'),
            ),
        ],
      },
    },
    [xs, ys],
    into,
  );
}

type Ink = {
  readonly line: string;
  readonly wash: string;
  readonly quiet: string;
  readonly rule: string;
  readonly paper: string;
  readonly reset: string;
};

/** The theme's colours, as they are now: a canvas does not follow them by itself. */
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
  };
}

/** Resets as hairlines, even burns dashed; both below the line. */
function drawUnderlay(plot: uPlot, course: HistoryCourse, ink: Ink): void {
  const { ctx, bbox } = plot;
  const x = (atMs: number): number => plot.valToPos(atMs, 'x', true);
  const y = (share: number): number => plot.valToPos(share, 'y', true);
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  ctx.lineWidth = devicePixelRatio;
  if (areApart(course.resetsAtMs, x)) {
    ctx.strokeStyle = ink.reset;
    for (const atMs of course.resetsAtMs)
      strokeLine(
        ctx,
        [Math.round(x(atMs)) + 0.5, bbox.top],
        [Math.round(x(atMs)) + 0.5, bbox.top + bbox.height],
      );
  }
  const { evenLines, share } = course;
  if (
    areApart(
      evenLines.map(({ fromMs }) => fromMs),
      x,
    )
  ) {
    ctx.strokeStyle = ink.quiet;
    ctx.setLineDash([5 * devicePixelRatio, 4 * devicePixelRatio]);
    for (const { fromMs, toMs } of evenLines)
      strokeLine(ctx, [x(fromMs), y(share(0))], [x(toMs), y(share(100))]);
  }
  ctx.restore();
}

/** Where it stands now: the only thing to see as long as there is no line yet. */
function drawLatest(plot: uPlot, course: HistoryCourse, ink: Ink): void {
  const latest = course.line.findLast(({ share }) => share !== undefined);
  if (latest?.share === undefined || latest.atMs < course.sinceMs) return;
  const { ctx } = plot;
  ctx.save();
  ctx.fillStyle = ink.line;
  ctx.beginPath();
  ctx.arc(
    plot.valToPos(latest.atMs, 'x', true),
    plot.valToPos(latest.share, 'y', true),
    3.5 * devicePixelRatio,
    0,
    2 * Math.PI,
  );
  ctx.fill();
  ctx.restore();
}

function areApart(timesMs: readonly number[], x: (atMs: number) => number): boolean {
  const [first, last] = [timesMs[0], timesMs.at(-1)];
  if (first === undefined || last === undefined || timesMs.length < 2) return true;
  return (x(last) - x(first)) / (timesMs.length - 1) >= closestPixels * devicePixelRatio;
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

/** Hours within a day, dates beyond; midnight says which day begins. */
function timeLabels(
  splits: readonly number[],
  { course, width, words: { messages, page } }: PlotFacts,
): string[] {
  const { usage } = messages;
  const cutAfterMs = course.untilMs - ((course.untilMs - course.sinceMs) * halfLabelPixels) / width;
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
