import { useRef } from 'preact/hooks';
import type { BreakdownRecord } from '../../domain/breakdown-record.ts';
import { formatLocalTime } from '../../present/words/time.ts';
import { tickText } from '../history/chart-words.ts';
import { timeTicks } from '../history/time-ticks.ts';
import { timeBars, type TimeBar } from './breakdown-bars.ts';
import { amountText } from './breakdown-words.ts';
import { useWidth } from '../use-width.ts';
import { useWords, type Words } from '../words.ts';

const [height, floor] = [150, 128];
const pixelsPerTick = 62;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** More hours would be thinner than a pixel. */
const maxHours = 200;

/** When it went: a column for each hour, or each day of a longer period. */
export function BreakdownHours({ record }: { readonly record: BreakdownRecord }) {
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  return <div ref={box}>{width > 0 && <Columns record={record} width={width} />}</div>;
}

function Columns({ record, width }: { readonly record: BreakdownRecord; readonly width: number }) {
  const words = useWords();
  const [sinceMs, untilMs] = [Date.parse(record.since), Date.parse(record.until)];
  const stepMs = untilMs - sinceMs > maxHours * hourMs ? dayMs : hourMs;
  const spanMs = Math.max(stepMs, untilMs - sinceMs);
  const x = (atMs: number): number =>
    Math.round(Math.min(1, Math.max(0, (atMs - sinceMs) / spanMs)) * width * 10) / 10;
  // Labels that would be cut off at the edges are left out.
  const ticks = timeTicks(sinceMs, untilMs, Math.floor(width / pixelsPerTick)).filter(
    ({ atMs }) => x(atMs) > 20 && x(atMs) < width - 20,
  );
  return (
    <svg
      class="hours"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={words.page.breakdown[stepMs === dayMs ? 'days' : 'hours']}
    >
      {timeBars(record, stepMs).map((bar) => (
        <Column key={bar.atMs} bar={bar} x={x} text={columnText(bar, untilMs, words)} />
      ))}
      <line x1="0" x2={width} y1={floor} y2={floor} />
      {ticks.map((tick) => (
        <text key={tick.atMs} x={x(tick.atMs)} y={height - 4} text-anchor="middle">
          {tickText(tick, words)}
        </text>
      ))}
    </svg>
  );
}

type ColumnFacts = {
  readonly bar: TimeBar;
  readonly x: (atMs: number) => number;
  readonly text: string;
};

function Column({ bar: { atMs, toMs, height: share, elsewhereHeight }, x, text }: ColumnFacts) {
  const [left, right] = [x(atMs), x(toMs)];
  const columnWidth = Math.max(1, right - left - (right - left > 4 ? 1 : 0.3));
  const [own, other] = [share * (floor - 8), elsewhereHeight * (floor - 8)];
  return (
    <g>
      <title>{text}</title>
      <rect class="fill" x={left} width={columnWidth} y={floor - own} height={own} />
      <rect
        class="other"
        x={left}
        width={columnWidth}
        y={floor - own - other}
        height={Math.max(0, other - (own > 0 ? 1 : 0))}
      />
    </g>
  );
}

function columnText(bar: TimeBar, untilMs: number, words: Words): string {
  const points =
    bar.points === undefined
      ? undefined
      : { points: bar.points, low: bar.points, high: bar.points };
  return words.page.breakdown.hour({
    at: formatLocalTime(bar.atMs, untilMs, undefined, words.messages),
    amount: amountText({ points, tokens: bar.tokens }, words),
  });
}
