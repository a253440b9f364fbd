import { useId } from 'preact/hooks';
import type { UsageRow } from '../../present/usage-view.ts';

const marks = [0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100];

/** The gauge of a window: level, ruler, and a pointer where it would stand at an even burn. Hatched where it is a guess. */
export function WindowMeter(facts: {
  readonly row: UsageRow;
  readonly label: string;
  readonly text: string;
  readonly stale: boolean;
}) {
  const { row, label, text, stale } = facts;
  const hatch = useId();
  const share = Math.round(row.meter.fill * 1000) / 10;
  const tick = row.meter.tick;
  return (
    <div
      class={stale ? 'meter dim' : 'meter'}
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(share)}
      aria-valuetext={text}
    >
      <svg width="100%" height="34" aria-hidden="true">
        <defs>
          <pattern
            id={hatch}
            width="6"
            height="6"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <rect width="2" height="6" class="hatch" />
          </pattern>
        </defs>
        <rect x="0" y="8" width="100%" height="12" rx="2" class="track" />
        {row.reliable ? (
          <rect x="0" y="8" width={`${share}%`} height="12" rx="2" class="level" />
        ) : (
          <rect x="0" y="8" width="100%" height="12" rx="2" fill={`url(#${hatch})`} />
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
        {tick !== undefined && row.reliable && (
          <svg x={`${Math.round(tick * 1000) / 10}%`} y="0" class="pointer">
            <path d="M-4.5 0h9L0 6z" />
            <line x1="0" x2="0" y1="5" y2="21" class="pointer-gap" />
            <line x1="0" x2="0" y1="4" y2="21" />
          </svg>
        )}
      </svg>
    </div>
  );
}
