import { useId } from 'preact/hooks';
import type { UsageRow } from '../../present/usage-view.ts';

const marks = [0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100];

export type WindowMeterFacts = {
  readonly row: UsageRow;
  readonly label: string;
  readonly text: string;
  readonly stale: boolean;
};

/** A window's meter with a ruler, and a pointer at the even pace. Hatched if the counters are unreliable. */
export function WindowMeter({ row, label, text, stale }: WindowMeterFacts) {
  const { fill, tick } = row.meter;
  return (
    <div
      class={stale ? 'meter dim' : 'meter'}
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(fill * 100)}
      aria-valuetext={text}
    >
      <svg width="100%" height="34" aria-hidden="true">
        <rect x="0" y="8" width="100%" height="12" rx="2" class="track" />
        {row.reliable ? (
          <rect x="0" y="8" width={percent(fill)} height="12" rx="2" class="level" />
        ) : (
          <HatchedLevel />
        )}
        {marks.map((mark) => (
          <line
            key={mark}
            x1={`${mark}%`}
            x2={`${mark}%`}
            y1="24"
            y2={mark % 50 === 0 ? 32 : 28}
            class="rule"
          />
        ))}
        {tick !== undefined && row.reliable && <Pointer at={percent(tick)} />}
      </svg>
    </div>
  );
}

function HatchedLevel() {
  const id = useId();
  return (
    <>
      <defs>
        <pattern
          id={id}
          width="6"
          height="6"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect width="2" height="6" class="hatch" />
        </pattern>
      </defs>
      <rect x="0" y="8" width="100%" height="12" rx="2" fill={`url(#${id})`} />
    </>
  );
}

function Pointer({ at }: { readonly at: string }) {
  return (
    <svg x={at} y="0" class="pointer">
      <path d="M-4.5 0h9L0 6z" />
      <line x1="0" x2="0" y1="5" y2="21" class="pointer-gap" />
      <line x1="0" x2="0" y1="4" y2="21" />
    </svg>
  );
}

function percent(share: number): string {
  return `${Math.round(share * 1000) / 10}%`;
}
