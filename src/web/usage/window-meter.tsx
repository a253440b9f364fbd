import { useId } from 'preact/hooks';
import type { UsageRow } from '../../present/usage-view.ts';
import { percent } from '../percent.ts';
import { Hatch } from '../hatch.tsx';

/** What a meter needs of a window. */
export type MeterRow = Pick<UsageRow, 'meter' | 'reliable' | 'split' | 'usedPercent'>;

export type WindowMeterFacts = {
  readonly row: MeterRow;
  readonly label: string;
  readonly text: string;
  /** Explains the pointer. */
  readonly hint?: string | undefined;
  readonly isSmall?: boolean | undefined;
};

/** A window's meter with a pointer at the even pace. Hatched if the counters are unreliable. */
export function WindowMeter({ row, label, text, hint, isSmall = false }: WindowMeterFacts) {
  const { fill, tick } = row.meter;
  const top = isSmall ? 4 : 8;
  const height = isSmall ? 8 : 12;
  return (
    <div
      class="meter"
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(fill * 100)}
      aria-valuetext={text}
      title={hint}
    >
      <svg width="100%" height={height + 2 * top - 4} aria-hidden="true">
        <rect x="0" y={top} width="100%" height={height} rx="2" class="track" />
        {row.reliable ? (
          <>
            {!isSmall && <Shares row={row} top={top} height={height} />}
            <rect x="0" y={top} width={percent(fill)} height={height} rx="2" class="level" />
          </>
        ) : (
          <HatchedLevel top={top} height={height} />
        )}
        {tick !== undefined && row.reliable && (
          <Pointer at={percent(tick)} top={top} height={height} isSmall={isSmall} />
        )}
      </svg>
    </div>
  );
}

type BoxFacts = { readonly top: number; readonly height: number };

/** The month's used part in two: Kimi Code's share and the rest. */
function Shares({ row: { split, meter, usedPercent }, top, height }: BoxFacts & { row: MeterRow }) {
  // A meter of what is used is filled by both shares.
  const showsLeft = Math.abs(meter.fill - (100 - usedPercent) / 100) < 0.001;
  if (split === undefined || usedPercent === 0 || !showsLeft) return null;
  const code = split.codePercent / 100;
  return (
    <>
      <rect
        x={percent(meter.fill)}
        y={top}
        width={percent(1 - meter.fill)}
        height={height}
        class="share-other"
      />
      <rect
        x={percent(1 - code)}
        y={top}
        width={percent(code)}
        height={height}
        class="share-code"
      />
    </>
  );
}

function HatchedLevel({ top, height }: BoxFacts) {
  const id = useId();
  return (
    <>
      <Hatch id={id} lineWidth={2} lineClass="hatch" />
      <rect x="0" y={top} width="100%" height={height} rx="2" fill={`url(#${id})`} />
    </>
  );
}

function Pointer({
  at,
  top,
  height,
  isSmall,
}: BoxFacts & { readonly at: string; readonly isSmall: boolean }) {
  return (
    <svg x={at} y="0" class="pointer">
      {!isSmall && <path d={`M-4.5 ${top - 6.5}h9L0 ${top - 0.5}z`} />}
      <line x1="0" x2="0" y1={top - (isSmall ? 3 : 1)} y2={top + height + 3} class="pointer-gap" />
      <line x1="0" x2="0" y1={top - 3} y2={top + height + 3} />
    </svg>
  );
}
