import type { Severity } from '../domain/severity.ts';
import type { UsageRow, UsageView } from '../present/usage-view.ts';

/** One slim meter of the icon. */
export type IconMeter = {
  /** Share filled, 0..1. */
  readonly fill: number;
  readonly severity: Severity;
};

/** What the icon says, before it has a size or a colour. */
export type MeterIcon = {
  /** The weekly quota, or the monthly pool where there is none. */
  readonly upper?: IconMeter | undefined;
  /** The 5-hour limit. */
  readonly lower?: IconMeter | undefined;
  /** An old reading: quieter, whatever it says. */
  readonly dimmed: boolean;
  /** Something is wrong that a person should look at: an exclamation mark stands beside the meters. */
  readonly marked: boolean;
};

/** The icon while nothing is known yet, or Kimi is switched off: two empty tracks. */
export const blankIcon: MeterIcon = { dimmed: true, marked: false };

/** The icon of one account's usage. A failure without any reading shows empty tracks and the mark. */
export function meterIcon({ rows, reading, failure }: UsageView): MeterIcon {
  const find = (id: UsageRow['id']): UsageRow | undefined => rows.find((row) => row.id === id);
  // Somewhere to look at where the service tells of none of the three: the tightest of what there is.
  const upper =
    find('weekly') ??
    find('monthly') ??
    find('code-weekly') ??
    rows.find(({ id }) => id !== 'session');
  const lower = find('session');
  return {
    upper: upper === undefined ? undefined : iconMeter(upper),
    lower: lower === undefined ? undefined : iconMeter(lower),
    dimmed: reading?.stale ?? true,
    marked: failure !== undefined,
  };
}

/** Two icons with the same key look the same, so that nothing is sent twice. Fills count in steps finer than the largest icon shows. */
export function iconKey({ upper, lower, dimmed, marked }: MeterIcon): string {
  return `${meterKey(upper)} ${meterKey(lower)} ${dimmed} ${marked}`;
}

function meterKey(meter: IconMeter | undefined): string {
  return meter === undefined ? '-' : `${Math.round(meter.fill * 256)}${meter.severity}`;
}

/** A window that came back since the reading was taken is full again, as far as anyone knows: its old level would frighten for nothing. */
function iconMeter({ meter, severity, resets }: UsageRow): IconMeter {
  return { fill: meter.fill, severity: resets?.since === true ? 'unknown' : severity };
}
