import {
  DrySpans,
  EvenLine,
  FutureLayer,
  PastLine,
  RangeBars,
  ShareGrid,
} from './chart-layers.tsx';
import type { ChartScale } from './chart-scale.ts';
import { futurePointAt, type FutureCourse } from './future-course.ts';
import { shareAt, type HistoryCourse } from './history-course.ts';
import { rangeBars } from './range-bars.ts';
import { timeTicks, type TimeTick } from './time-ticks.ts';
import { textWidth } from '../text-width.ts';

/** The words inside the picture. */
export type ChartTexts = {
  readonly now: string;
  readonly even: string;
  /** At the right end, if that is the reset. */
  readonly end?: string | undefined;
  /** Names the hatched span, in up to two lines. */
  readonly dry: readonly string[];
  readonly tick: (tick: TimeTick) => string;
};

export type ChartPictureFacts = {
  readonly course: HistoryCourse;
  readonly future: FutureCourse;
  readonly texts: ChartTexts;
  readonly scale: ChartScale;
  readonly pointedAtMs: number | undefined;
};

const pixelsPerTick = 92;
const labelGap = 12;

/** Everything drawn; hidden from screen readers, which get the readout and the table. */
export function ChartPicture({ course, future, texts, scale, pointedAtMs }: ChartPictureFacts) {
  const bars = rangeBars(course);
  const dry = [
    ...(bars === undefined ? course.dry : []),
    ...(future.dry === undefined || future.isDryNow ? [] : [future.dry]),
  ];
  const now = shareAt(course, course.nowMs);
  const hasFuture = course.untilMs > course.nowMs;
  return (
    <svg viewBox={`0 0 ${scale.width} ${scale.height}`} width="100%" aria-hidden="true">
      {hasFuture && <FutureLayer course={course} future={future} scale={scale} />}
      <ShareGrid scale={scale} />
      <DrySpans
        spans={future.isDryNow && future.dry !== undefined ? [future.dry] : dry}
        scale={scale}
      />
      <EvenLine course={course} future={future} scale={scale} text={texts.even} />
      {bars === undefined ? (
        <PastLine course={course} scale={scale} />
      ) : (
        <RangeBars bars={bars} scale={scale} />
      )}
      {hasFuture && <DryLabel course={course} future={future} lines={texts.dry} scale={scale} />}
      {hasFuture && <NowMark course={course} scale={scale} text={texts.now} />}
      {now !== undefined && bars === undefined && (
        <circle class="dot" cx={scale.x(course.nowMs)} cy={scale.y(now)} r="4" />
      )}
      <Ticks course={course} texts={texts} scale={scale} />
      {pointedAtMs !== undefined && (
        <Pointer atMs={pointedAtMs} course={course} future={future} scale={scale} />
      )}
    </svg>
  );
}

function NowMark({
  course: { nowMs },
  scale: { x, top, bottom, right },
  text,
}: Pick<ChartPictureFacts, 'course' | 'scale'> & { readonly text: string }) {
  const isNearEnd = right - x(nowMs) < 90;
  return (
    <g class="now">
      <line x1={x(nowMs)} x2={x(nowMs)} y1={top} y2={bottom} />
      <text
        x={x(nowMs) + (isNearEnd ? -6 : 6)}
        y={top - 5}
        text-anchor={isNearEnd ? 'end' : 'start'}
      >
        {text}
      </text>
    </g>
  );
}

/**
 * In the middle of the hatched span or of its wider side of now; if that is too narrow, at its end
 * or, once it is dry, before: high, as the line falls below it.
 */
function DryLabel({
  course,
  future: { dry, isDryNow },
  lines,
  scale: { x, y },
}: Pick<ChartPictureFacts, 'course' | 'future' | 'scale'> & { readonly lines: readonly string[] }) {
  if (dry === undefined || lines.length === 0) return null;
  const [start, now, end] = [x(dry.fromMs), x(course.nowMs), x(dry.toMs)];
  const from = isDryNow && end - now > now - start ? now : start;
  const to = isDryNow && from === start ? now : end;
  const isNarrow = to - from < Math.max(...lines.map(textWidth)) + labelGap;
  return (
    <g class="dry-label">
      {lines.map((line, index) => (
        <text
          key={line}
          x={!isNarrow ? (from + to) / 2 : isDryNow ? start - 6 : end - 6}
          y={y(isNarrow ? 88 : 64) + index * 17}
          text-anchor={isNarrow ? 'end' : 'middle'}
          class={index === 0 ? 'strong' : ''}
        >
          {line}
        </text>
      ))}
    </g>
  );
}

function Ticks({ course, texts, scale }: Pick<ChartPictureFacts, 'course' | 'texts' | 'scale'>) {
  const { x, left, right, width, height } = scale;
  const most = Math.max(2, Math.floor((right - left) / pixelsPerTick));
  const endsAt = texts.end === undefined ? width : right - textWidth(texts.end) - labelGap;
  const ticks = timeTicks(course.sinceMs, course.untilMs, most);
  return (
    <g class="ticks">
      {ticks
        .filter((tick) => x(tick.atMs) + textWidth(texts.tick(tick)) / 2 <= endsAt)
        .map((tick) => (
          <text key={tick.atMs} x={x(tick.atMs)} y={height - 6} text-anchor="middle">
            {texts.tick(tick)}
          </text>
        ))}
      {texts.end !== undefined && (
        <text x={right} y={height - 6} text-anchor="end" class="strong">
          {texts.end}
        </text>
      )}
    </g>
  );
}

function Pointer({
  atMs,
  course,
  future,
  scale: { x, y, top, bottom },
}: Omit<ChartPictureFacts, 'texts' | 'pointedAtMs'> & { readonly atMs: number }) {
  const share = atMs <= course.nowMs ? shareAt(course, atMs) : futurePointAt(future, atMs)?.share;
  return (
    <g class="cursor">
      <line x1={x(atMs)} x2={x(atMs)} y1={top} y2={bottom} />
      {share !== undefined && <circle cx={x(atMs)} cy={y(share)} r="4.5" />}
    </g>
  );
}
