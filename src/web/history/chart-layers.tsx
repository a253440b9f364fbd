import { useId } from 'preact/hooks';
import { stepPath, thinned, type ChartScale } from './chart-scale.ts';
import type { FutureCourse, FuturePoint } from './future-course.ts';
import type { HistoryCourse, TimeSpan } from './history-course.ts';
import type { RangeBar } from './range-bars.ts';
import { Hatch } from '../hatch.tsx';

/** A faint line at each quarter of the scale, with its share. */
export function ShareGrid({ scale: { left, right, y } }: { readonly scale: ChartScale }) {
  return (
    <g class="grid">
      {[0, 25, 50, 75, 100].map((share) => (
        <line key={share} x1={left} x2={right} y1={y(share)} y2={y(share)} />
      ))}
      {[0, 50, 100].map((share) => (
        <text key={share} x={left - 8} y={y(share) + 4} text-anchor="end">
          {share === 100 ? '100%' : share}
        </text>
      ))}
    </g>
  );
}

/** The measured level: an area and a line, dotted over gaps. */
export function PastLine({
  course,
  scale,
}: {
  readonly course: HistoryCourse;
  readonly scale: ChartScale;
}) {
  const parts = course.parts.map((part) => thinned(part, scale));
  return (
    <g class="past">
      {parts.map((part, index) => (
        <path key={index} class="area" d={areaPath(part, scale)} />
      ))}
      {parts.map((part, index) => (
        <path key={index} class="gap" d={gapPath(parts[index - 1]?.at(-1), part[0], scale)} />
      ))}
      {parts.map((part, index) => (
        <path key={index} class="line" d={stepPath(part, scale)} />
      ))}
    </g>
  );
}

type Point = { readonly atMs: number; readonly share: number };

function areaPath(part: readonly Point[], scale: ChartScale): string {
  const [first, last] = [part[0], part.at(-1)];
  if (first === undefined || last === undefined) return '';
  const { x, bottom } = scale;
  return `${stepPath(part, scale)}V${bottom}H${x(first.atMs)}Z`;
}

function gapPath(from: Point | undefined, to: Point | undefined, { x, y }: ChartScale): string {
  if (from === undefined || to === undefined) return '';
  return `M${x(from.atMs)} ${y(from.share)}L${x(to.atMs)} ${y(to.share)}`;
}

/** Instead of the line if there were too many resets. */
export function RangeBars({
  bars,
  scale: { x, y },
}: {
  readonly bars: readonly RangeBar[];
  readonly scale: ChartScale;
}) {
  return (
    <g class="bars">
      {bars.map(({ fromMs, toMs, low, high, wasDry }) => {
        const width = Math.max(1.5, x(toMs) - x(fromMs) - 2);
        return (
          <rect
            key={fromMs}
            class={wasDry ? 'bar dry' : 'bar'}
            x={x(fromMs) + 1}
            width={width}
            y={y(high)}
            height={Math.max(2, y(low) - y(high))}
            rx={Math.min(2, width / 2)}
          />
        );
      })}
    </g>
  );
}

/** A hatched stretch of time in which nothing was or will be left. */
export function DrySpans({
  spans,
  scale: { x, top, bottom },
}: {
  readonly spans: readonly TimeSpan[];
  readonly scale: ChartScale;
}) {
  const id = useId();
  return (
    <g class="dry">
      <Hatch id={id} lineWidth={1.5} lineClass="dry-hatch" />
      {spans.map(({ fromMs, toMs }) => (
        <rect
          key={fromMs}
          x={x(fromMs)}
          width={Math.max(1, x(toMs) - x(fromMs))}
          y={top}
          height={bottom - top}
          fill={`url(#${id})`}
        />
      ))}
    </g>
  );
}

/** The even pace, with its name at the part that has the most room. */
export function EvenLine({
  course,
  future,
  scale,
  text,
}: {
  readonly course: HistoryCourse;
  readonly future: FutureCourse;
  readonly scale: ChartScale;
  readonly text: string;
}) {
  const { even, share } = course;
  if (even === undefined) return null;
  const { x, y } = scale;
  const [x1, y1, x2, y2] = [x(even.fromMs), y(share(0)), x(even.toMs), y(share(100))];
  const at = roomyPart(course, future);
  const [labelX, labelY] = [x1 + (x2 - x1) * at, y1 + (y2 - y1) * at];
  const angle = (Math.atan2(y2 - y1, x2 - x1) * 180) / Math.PI;
  return (
    <g class="even">
      <line x1={x1} y1={y1} x2={x2} y2={y2} />
      <text
        x={labelX}
        y={labelY - 6}
        text-anchor="middle"
        transform={`rotate(${angle} ${labelX} ${labelY})`}
      >
        {text}
      </text>
    </g>
  );
}

/** The part of the even line (0..1) that is furthest above what is drawn near it. */
function roomyPart({ even, parts, share, nowMs }: HistoryCourse, future: FutureCourse): number {
  if (even === undefined) return 0.5;
  const corners = [
    ...parts.flat(),
    ...future.path.map(({ atMs, high }) => ({ atMs, share: high })),
  ];
  const lengthMs = even.toMs - even.fromMs;
  const roomAt = (part: number): number => {
    const atMs = even.fromMs + part * lengthMs;
    if (Math.abs(atMs - nowMs) < lengthMs * 0.09) return -100;
    const line = share(part * 100);
    const near = corners.filter((corner) => Math.abs(corner.atMs - atMs) < lengthMs * 0.09);
    const gap = Math.min(60, ...near.map((corner) => Math.abs(corner.share - line - 6)));
    return near.some((corner) => corner.share > line) ? gap - 20 : gap;
  };
  const candidates = [0.18, 0.26, 0.34, 0.42, 0.5, 0.58, 0.66, 0.74, 0.82];
  return candidates.reduce((best, part) => (roomAt(part) > roomAt(best) ? part : best));
}

/** The time to come: a wash, the 80% band and the expected line. */
export function FutureLayer({
  course,
  future,
  scale,
}: {
  readonly course: HistoryCourse;
  readonly future: FutureCourse;
  readonly scale: ChartScale;
}) {
  const { x, y, top, bottom } = scale;
  const until =
    future.dry === undefined || future.isDryNow ? future.path : wet(future, course.share(100));
  return (
    <g class="future">
      <rect
        class="wash"
        x={x(course.nowMs)}
        width={Math.max(0, scale.right - x(course.nowMs))}
        y={top}
        height={bottom - top}
      />
      <path class="band" d={bandPath(future.path, scale)} />
      <path
        class={future.dry === undefined ? 'expected' : 'expected short'}
        d={until
          .map(({ atMs, share }, index) => `${index === 0 ? 'M' : 'L'}${x(atMs)} ${y(share)}`)
          .join('')}
      />
      {future.dry !== undefined && !future.isDryNow && (
        <circle class="empties" cx={x(future.dry.fromMs)} cy={y(course.share(100))} r="3.5" />
      )}
    </g>
  );
}

/** The expected line ends when nothing is left. */
function wet({ path, dry }: FutureCourse, empty: number): readonly FuturePoint[] {
  const untilMs = dry?.fromMs ?? Number.POSITIVE_INFINITY;
  const before = path.filter(({ atMs }) => atMs < untilMs);
  const point = path[before.length];
  return point === undefined ? path : [...before, { ...point, atMs: untilMs, share: empty }];
}

function bandPath(path: readonly FuturePoint[], { x, y }: ChartScale): string {
  if (path.length < 2) return '';
  const upper = path.map(({ atMs, high }) => `${x(atMs)} ${y(high)}`);
  const lower = path.map(({ atMs, low }) => `${x(atMs)} ${y(low)}`).toReversed();
  return `M${upper.join('L')}L${lower.join('L')}Z`;
}
