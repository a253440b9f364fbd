import { useRef } from 'preact/hooks';
import { kimiTime } from '../../domain/clock-offset.ts';
import type { UsageView } from '../../present/usage-view.ts';
import { windowLabel } from '../../present/words/windows.ts';
import { moment } from './card-lines.ts';
import { weekday } from '../rhythm/day-words.ts';
import { dayOf } from '../rhythm/rhythm.ts';
import { useWords, type Words } from '../words.ts';
import { percent } from '../percent.ts';
import { textWidth } from '../text-width.ts';
import { useWidth } from '../use-width.ts';

const dayMs = 86_400_000;
const spanMs = 7 * dayMs;
/** Between two texts on one line, in pixels. */
const textGap = 12;
/** Beyond this part of the strip a weekday's name would stick out. */
const lastName = 0.9;

type Reset = {
  readonly label: string;
  readonly at: string;
  /** 0..1 of the strip. */
  readonly position: number;
};

type PlacedReset = Reset & {
  /** Which line its text is on, so that neighbours do not overlap. */
  readonly line: number;
  /** The text is left of its tick, as it would stick out on the right. */
  readonly isAtEnd: boolean;
};

/** The resets of the next seven days on one line, so that a long job finds its time. */
export function ResetStrip({ view }: { readonly view: UsageView }) {
  const words = useWords();
  const { resetStrip } = words.page;
  const resets = resetsOf(view, words);
  if (resets.length === 0) return null;
  return (
    <section class="strip" aria-label={resetStrip.label}>
      <h2>{resetStrip.heading}</h2>
      <Week nowMs={kimiTime(view.fetched ?? {}, view.nowMs)} resets={resets} />
    </section>
  );
}

type WeekFacts = { readonly nowMs: number; readonly resets: readonly Reset[] };

function Week({ nowMs, resets }: WeekFacts) {
  const box = useRef<HTMLOListElement>(null);
  const shown = placed(resets, useWidth(box));
  const lines = 1 + Math.max(...shown.map(({ line }) => line));
  return (
    <ol ref={box} style={{ '--lines': String(lines) }}>
      {midnights(nowMs).map((atMs) => (
        <Midnight key={atMs} atMs={atMs} position={(atMs - nowMs) / spanMs} />
      ))}
      {shown.map((reset) => (
        <ResetTick key={reset.label} {...reset} />
      ))}
    </ol>
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

function ResetTick({ label, at, position, line, isAtEnd }: PlacedReset) {
  return (
    <li
      class={isAtEnd ? 'tick at-end' : 'tick'}
      style={{ left: percent(position), '--line': String(line) }}
    >
      <span>
        {label} <b>{at}</b>
      </span>
    </li>
  );
}

function resetsOf(view: UsageView, words: Words): readonly Reset[] {
  return view.rows.flatMap((row) => {
    const { resets } = row;
    if (resets === undefined || resets.since || resets.inMs >= spanMs) return [];
    const label = windowLabel(row, words.messages);
    return [{ label, at: moment(resets.atMs, view, words), position: resets.inMs / spanMs }];
  });
}

/** On a strip this wide. One that would overlap another goes a line lower. */
function placed(resets: readonly Reset[], width: number): readonly PlacedReset[] {
  const ends: number[] = [];
  const sorted = resets.toSorted((a, b) => a.position - b.position);
  return sorted.map(({ label, at, position }) => {
    const length = textWidth(`${label} ${at}`) + textGap;
    const isAtEnd = position * width + length > width;
    const from = position * width - (isAtEnd ? length : 0);
    const free = ends.findIndex((end) => end <= from);
    const line = free < 0 ? ends.length : free;
    ends[line] = from + length;
    return { label, at, position, line, isAtEnd };
  });
}

function midnights(nowMs: number): readonly number[] {
  const now = new Date(nowMs);
  return Array.from({ length: 7 }, (_, day) =>
    new Date(now.getFullYear(), now.getMonth(), now.getDate() + day + 1).getTime(),
  ).filter((atMs) => atMs < nowMs + spanMs);
}
