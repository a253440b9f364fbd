import { useRef } from 'preact/hooks';
import { ChartPicture, type ChartTexts } from './chart-picture.tsx';
import { chartScale, type ChartScale } from './chart-scale.ts';
import type { FutureCourse } from './future-course.ts';
import type { HistoryCourse } from './history-course.ts';
import { useWidth } from '../use-width.ts';
import { useWords } from '../words.ts';

export type HistoryChartFacts = {
  readonly course: HistoryCourse;
  readonly future: FutureCourse;
  readonly texts: ChartTexts;
  /** The pointed moment; undefined for now. It stays when new samples arrive. */
  readonly pointedAtMs: number | undefined;
  readonly onPoint: (atMs: number | undefined) => void;
  /** Describes the values at a moment. */
  readonly readout: (atMs: number) => string;
};

/** The chart. The mouse points at any moment, arrow keys at samples; both are read out. */
export function HistoryChart(facts: HistoryChartFacts) {
  const { course, pointedAtMs, onPoint, readout } = facts;
  const { chart } = useWords().page;
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const scale = chartScale(course, width);
  const stops = stopsOf(facts);
  const at = pointedAtMs ?? course.nowMs;
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = nextStop(event.key, at, stops);
    if (next === undefined) return;
    event.preventDefault();
    onPoint(next);
  };
  return (
    <div
      class="plot"
      ref={box}
      role="slider"
      tabIndex={0}
      aria-label={`${chart.pointer}. ${chart.keys}`}
      aria-valuemin={course.sinceMs}
      aria-valuemax={course.untilMs}
      aria-valuenow={Math.round(at)}
      aria-valuetext={readout(at)}
      onKeyDown={onKeyDown}
      onBlur={() => onPoint(undefined)}
      onPointerMove={(event) => onPoint(pointedTime(event, scale))}
      onPointerLeave={() => onPoint(undefined)}
    >
      {width > 0 && <ChartPicture {...facts} scale={scale} />}
    </div>
  );
}

function pointedTime(event: PointerEvent, scale: ChartScale): number {
  const box = event.currentTarget instanceof Element ? event.currentTarget : undefined;
  return scale.timeAt(event.clientX - (box?.getBoundingClientRect().left ?? 0));
}

/** The moments that keys move between: the samples, now, and what is forecast. */
function stopsOf({ course, future }: HistoryChartFacts): readonly number[] {
  const past = course.samples.map(({ atMs }) => atMs).filter((atMs) => atMs < course.nowMs);
  return [...past, course.nowMs, ...future.path.slice(1).map(({ atMs }) => atMs)];
}

/** The stop that a key moves to; undefined for other keys. */
function nextStop(key: string, atMs: number, stops: readonly number[]): number | undefined {
  const last = stops.length - 1;
  const at = stops.findLastIndex((stop) => stop <= atMs);
  const page = Math.max(1, Math.round(last / 10));
  const steps: Readonly<Record<string, number>> = {
    ArrowLeft: stops[at] === atMs ? at - 1 : at,
    ArrowDown: stops[at] === atMs ? at - 1 : at,
    ArrowRight: at + 1,
    ArrowUp: at + 1,
    PageDown: at - page,
    PageUp: at + page,
    Home: 0,
    End: last,
  };
  const to = steps[key];
  return to === undefined ? undefined : stops[Math.max(0, Math.min(last, to))];
}
