import type { BreakdownRecord } from '../../domain/breakdown-record.ts';
import { formatLocalTime } from '../../present/words/time.ts';
import { timeTicks } from '../history/time-ticks.ts';
import { timeBars, type TimeBar } from './breakdown-bars.ts';
import { amountText } from './breakdown-words.ts';
import { useWords, type Words } from '../words.ts';

const [width, height, floor] = [400, 150, 128];
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** More hours would be thinner than a pixel. */
const maxHours = 200;

/** When it went: a column for each hour, or each day of a longer period. */
export function BreakdownHours({ record }: { readonly record: BreakdownRecord }) {
  const words = useWords();
  const [sinceMs, untilMs] = [Date.parse(record.since), Date.parse(record.until)];
  const stepMs = untilMs - sinceMs > maxHours * hourMs ? dayMs : hourMs;
  const spanMs = Math.max(stepMs, untilMs - sinceMs);
  const x = (atMs: number): number =>
    Math.round(Math.min(1, Math.max(0, (atMs - sinceMs) / spanMs)) * width * 10) / 10;
  return (
    <svg
      class="hours"
      viewBox={`0 0 ${width} ${height}`}
      width="100%"
      role="img"
      aria-label={words.page.breakdown.hours}
    >
      {timeBars(record, stepMs).map((bar) => (
        <Column key={bar.atMs} bar={bar} x={x} text={columnText(bar, untilMs, words)} />
      ))}
      <line x1="0" x2={width} y1={floor} y2={floor} />
      {ticksOf(sinceMs, untilMs, x).map((atMs) => (
        <text key={atMs} x={x(atMs)} y={height - 4} text-anchor="middle">
          {tickText(atMs, spanMs, words)}
        </text>
      ))}
    </svg>
  );
}

/** Moments whose labels are not cut off at the edges. */
function ticksOf(sinceMs: number, untilMs: number, x: ColumnFacts['x']): readonly number[] {
  return timeTicks(sinceMs, untilMs, 5)
    .map(({ atMs }) => atMs)
    .filter((atMs) => x(atMs) > 16 && x(atMs) < width - 16);
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
      <rect class="other" x={left} width={columnWidth} y={floor - own - other} height={other} />
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

function tickText(atMs: number, spanMs: number, { messages: { usage } }: Words): string {
  const { locale, hourCycle } = usage;
  const options: Intl.DateTimeFormatOptions =
    spanMs <= 2 * dayMs
      ? { hour: '2-digit', minute: '2-digit', hourCycle }
      : spanMs <= 8 * dayMs
        ? { weekday: 'short' }
        : { day: 'numeric', month: 'numeric' };
  return new Intl.DateTimeFormat(locale, options).format(atMs);
}
