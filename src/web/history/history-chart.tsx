import { useEffect, useRef, useState } from 'preact/hooks';
import type uPlot from 'uplot';
import type { HistoryCourse } from './history-course.ts';
import { drawHistory } from './history-plot.ts';
import { useWords } from '../words.ts';

export type HistoryChartFacts = {
  readonly course: HistoryCourse;
  /** What is read at a moment, in words. */
  readonly readout: (atMs: number) => string;
  readonly onPoint: (atMs: number | undefined) => void;
};

const height = 236;

/** The drawn line. The mouse points at any moment, the arrow keys at what was measured; both are read out. */
export function HistoryChart({ course, readout, onPoint }: HistoryChartFacts) {
  const words = useWords();
  const { page } = words;
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | undefined>(undefined);
  const [index, setIndex] = useState<number>();
  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const draw = (): void => {
      plot.current?.destroy();
      plot.current = drawHistory(element, {
        course,
        width: element.clientWidth,
        height,
        words,
        onPoint,
      });
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

  const last = course.samples.length - 1;
  const at = Math.min(index ?? last, last);
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = stepped(event.key, at, last);
    if (next === undefined) return;
    event.preventDefault();
    setIndex(next);
    const sample = course.samples[next];
    if (sample !== undefined)
      plot.current?.setCursor({
        left: plot.current.valToPos(Math.max(sample.atMs, course.sinceMs), 'x'),
        top: 0,
      });
  };
  const atMs = course.samples[at]?.atMs ?? course.untilMs;
  return (
    <div
      class="plot"
      ref={box}
      role="slider"
      tabIndex={0}
      aria-label={`${page.chart.pointer}. ${page.chart.keys}`}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(course.share(course.samples[at]?.usedPercent ?? 0))}
      aria-valuetext={readout(atMs)}
      onKeyDown={onKeyDown}
      onBlur={() => {
        setIndex(undefined);
        plot.current?.setCursor({ left: -10, top: -10 });
      }}
    />
  );
}

function stepped(key: string, at: number, last: number): number | undefined {
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
