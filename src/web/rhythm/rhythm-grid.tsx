import { dayOf, type Rhythm } from './rhythm.ts';
import { clockHour, weekday } from './day-words.ts';
import { useWords, type Words } from '../words.ts';

const [width, height, left, cellWidth, cellHeight] = [378, 136, 34, 14.3, 16];
const levels = 5;

/** Weekdays and hours: the darker, the more is used; a dot where a window ran dry; a ring on now. */
export function RhythmGrid({ rhythm, nowMs }: { readonly rhythm: Rhythm; readonly nowMs: number }) {
  const words = useWords();
  const { usage } = words.messages;
  // Named once: Intl takes longer than all the drawing.
  const names: CellNames = {
    days: rhythm.points.map((_row, day) => weekday(day, usage.locale)),
    hours: Array.from({ length: 24 }, (_, hour) => clockHour(hour, usage)),
  };
  const most = Math.max(...rhythm.points.flat().map((points) => points ?? 0));
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      width="100%"
      role="img"
      aria-label={words.page.rhythm.grid}
    >
      {rhythm.points.map((row, day) => (
        <g key={day}>
          <text x="0" y={17 + day * cellHeight}>
            {names.days[day]}
          </text>
          {row.map((points, hour) => {
            const cell = { day, hour, points: points ?? 0, dry: rhythm.dry[day]?.[hour] ?? 0 };
            return <Cell key={hour} {...cell} most={most} text={cellText(cell, names, words)} />;
          })}
        </g>
      ))}
      {[0, 6, 12, 18].map((hour) => (
        <text key={hour} x={left + hour * cellWidth} y={height - 4}>
          {names.hours[hour]}
        </text>
      ))}
      <NowRing nowMs={nowMs} />
    </svg>
  );
}

function NowRing({ nowMs }: { readonly nowMs: number }) {
  const now = new Date(nowMs);
  const [x, y] = [left + now.getHours() * cellWidth - 1, 5 + dayOf(now) * cellHeight];
  return <rect class="ring" x={x} y={y} width="14.6" height="15.6" rx="3" />;
}

type HourCell = {
  readonly day: number;
  readonly hour: number;
  readonly points: number;
  readonly dry: number;
};

type CellNames = { readonly days: readonly string[]; readonly hours: readonly string[] };

function cellText(
  { day, hour, points, dry }: HourCell,
  { days, hours }: CellNames,
  { page }: Words,
): string {
  const text = page.rhythm.cell({
    day: days[day] ?? '',
    hour: hours[hour] ?? '',
    points: points.toFixed(1),
  });
  return dry > 0 ? page.rhythm.cellDry(text) : text;
}

function Cell({
  day,
  hour,
  points,
  dry,
  most,
  text,
}: HourCell & { readonly most: number; readonly text: string }) {
  const [x, y] = [left + hour * cellWidth, 6 + day * cellHeight];
  return (
    <g>
      <title>{text}</title>
      <rect
        class={`heat heat-${levelOf(points, most)}`}
        x={x}
        y={y}
        width="12.6"
        height="13.6"
        rx="2"
      />
      {dry > 0 && <circle class="ran-dry" cx={x + 6.3} cy={y + 6.8} r="2.2" />}
    </g>
  );
}

/** The square root spreads the many small values. */
function levelOf(points: number, most: number): number {
  if (points <= 0.05 || most === 0) return 0;
  return Math.max(1, Math.ceil(Math.sqrt(points / most) * levels));
}
