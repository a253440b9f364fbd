import { kimiTime } from '../../domain/clock-offset.ts';
import type { UsageView } from '../../present/usage-view.ts';
import { windowLabel } from '../../present/words/windows.ts';
import { moment } from './card-lines.ts';
import { weekday } from '../rhythm/day-words.ts';
import { dayOf } from '../rhythm/rhythm.ts';
import { useWords, type Words } from '../words.ts';
import { percent } from '../percent.ts';

const dayMs = 86_400_000;
const spanMs = 7 * dayMs;
/** How much of the strip a text takes on a phone. */
const textShare = 0.38;
/** Beyond this part of the strip a weekday's name would stick out. */
const lastName = 0.9;

type Reset = {
  readonly label: string;
  readonly at: string;
  /** 0..1 of the strip. */
  readonly position: number;
  /** Which of three lines its text is on, so that neighbours do not overlap. */
  readonly line: number;
};

/** The resets of the next seven days on one line, so that a long job finds its time. */
export function ResetStrip({ view }: { readonly view: UsageView }) {
  const words = useWords();
  const { resetStrip } = words.page;
  const nowMs = kimiTime(view.fetched ?? {}, view.nowMs);
  const resets = placed(resetsOf(view, words));
  if (resets.length === 0) return null;
  const lines = 1 + Math.max(...resets.map(({ line }) => line));
  return (
    <section class="strip" aria-label={resetStrip.label}>
      <h2>{resetStrip.heading}</h2>
      <ol style={{ '--lines': String(lines) }}>
        {midnights(nowMs).map((atMs) => (
          <Midnight key={atMs} atMs={atMs} position={(atMs - nowMs) / spanMs} />
        ))}
        {resets.map((reset) => (
          <ResetTick key={reset.label} {...reset} />
        ))}
      </ol>
    </section>
  );
}

function Midnight({ atMs, position }: { readonly atMs: number; readonly position: number }) {
  const { locale } = useWords().messages.usage;
  return (
    <li class="midnight" aria-hidden="true" style={{ left: percent(position) }}>
      {position < lastName && weekday(dayOf(new Date(atMs)), locale)}
    </li>
  );
}

function ResetTick({ label, at, position, line }: Reset) {
  return (
    <li
      class={isAtEnd(position) ? 'tick at-end' : 'tick'}
      style={{ left: percent(position), '--line': String(line) }}
    >
      <span>
        {label} <b>{at}</b>
      </span>
    </li>
  );
}

function resetsOf(view: UsageView, words: Words): readonly Omit<Reset, 'line'>[] {
  return view.rows.flatMap((row) => {
    const { resets } = row;
    if (resets === undefined || resets.since || resets.inMs >= spanMs) return [];
    const label = windowLabel(row, words.messages);
    return [{ label, at: moment(resets.atMs, view, words), position: resets.inMs / spanMs }];
  });
}

/** One that would overlap another goes a line lower. */
function placed(resets: readonly Omit<Reset, 'line'>[]): readonly Reset[] {
  const ends: number[] = [];
  const sorted = resets.toSorted((a, b) => a.position - b.position);
  return sorted.map(({ label, at, position }) => {
    const [from, to] = isAtEnd(position)
      ? [position - textShare, position]
      : [position, position + textShare];
    const free = ends.findIndex((end) => end <= from);
    const line = free < 0 ? ends.length : free;
    ends[line] = to;
    return { label, at, position, line };
  });
}

/** Texts that would stick out at the right end to the left of their tick. */
function isAtEnd(position: number): boolean {
  return position > 1 - textShare;
}

function midnights(nowMs: number): readonly number[] {
  const now = new Date(nowMs);
  return Array.from({ length: 7 }, (_, day) =>
    new Date(now.getFullYear(), now.getMonth(), now.getDate() + day + 1).getTime(),
  ).filter((atMs) => atMs < nowMs + spanMs);
}
