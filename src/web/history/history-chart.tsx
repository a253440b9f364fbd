import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type uPlot from 'uplot';
import type { HistoryCourse } from './history-course.ts';
import { drawHistory } from './history-plot.ts';
import { useWords } from '../words.ts';

export type HistoryChartFacts = {
  readonly course: HistoryCourse;
  /** Describes the values at a moment. */
  readonly readout: (atMs: number) => string;
  readonly onPoint: (atMs: number | undefined) => void;
};

const height = 236;

/** The drawn history. The mouse points at any moment, arrow keys at samples; both are read out. */
export function HistoryChart({ course, readout, onPoint }: HistoryChartFacts) {
  const { chart } = useWords().page;
  const box = useRef<HTMLDivElement>(null);
  const plot = usePlot(box, course, onPoint);
  const [index, setIndex] = useState<number>();
  const last = course.samples.length - 1;
  const at = Math.min(index ?? last, last);
  const sample = course.samples[at];
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = nextIndex(event.key, at, last);
    if (next === undefined) return;
    event.preventDefault();
    setIndex(next);
    const atMs = course.samples[next]?.atMs;
    if (atMs !== undefined) pointAt(plot.current, Math.max(atMs, course.sinceMs));
  };
  const onBlur = (): void => {
    setIndex(undefined);
    plot.current?.setCursor({ left: -10, top: -10 });
  };
  return (
    <div
      class="plot"
      ref={box}
      role="slider"
      tabIndex={0}
      aria-label={`${chart.pointer}. ${chart.keys}`}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(course.share(sample?.usedPercent ?? 0))}
      aria-valuetext={readout(sample?.atMs ?? course.untilMs)}
      onKeyDown={onKeyDown}
      onBlur={onBlur}
    />
  );
}

/** Draws the course into the box, again when the colour scheme changes, and fits it to the width. */
function usePlot(
  box: RefObject<HTMLDivElement | null>,
  course: HistoryCourse,
  onPoint: HistoryChartFacts['onPoint'],
): { readonly current: uPlot | undefined } {
  const words = useWords();
  const plot = useRef<uPlot | undefined>(undefined);
  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const draw = (): void => {
      plot.current?.destroy();
      const width = element.clientWidth;
      plot.current = drawHistory(element, { course, width, height, words, onPoint });
    };
    const scheme = matchMedia('(prefers-color-scheme: dark)');
    const onResize = new ResizeObserver(() =>
      plot.current?.setSize({ width: element.clientWidth, height }),
    );
    draw();
    onResize.observe(element);
    scheme.addEventListener('change', draw);
    return () => {
      onResize.disconnect();
      scheme.removeEventListener('change', draw);
      plot.current?.destroy();
      plot.current = undefined;
    };
  }, [course, words]);
  return plot;
}

function pointAt(plot: uPlot | undefined, atMs: number): void {
  plot?.setCursor({ left: plot.valToPos(atMs, 'x'), top: 0 });
}

/** The sample that a key moves to; undefined for other keys. */
function nextIndex(key: string, at: number, last: number): number | undefined {
  const page = Math.max(1, Math.round(last / 10));
  const steps: Readonly<Record<string, number>> = {
    ArrowLeft: at - 1,
    ArrowDown: at - 1,
    ArrowRight: at + 1,
    ArrowUp: at + 1,
    PageDown: at - page,
    PageUp: at + page,
    Home: 0,
    End: last,
  };
  const to = steps[key];
  return to === undefined ? undefined : Math.max(0, Math.min(last, to));
}
