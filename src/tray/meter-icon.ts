import type { Severity } from '../domain/severity.ts';
import type { UsageRow, UsageView } from '../present/usage-view.ts';

/** One slim meter of the icon. */
export type IconMeter = {
  /** Share filled, 0..1. */
  readonly fill: number;
  readonly severity: Severity;
};

/** The content of the icon, without size or colours. */
export type MeterIcon = {
  /** The weekly quota, or the monthly pool if there is none. */
  readonly upper?: IconMeter | undefined;
  /** The 5-hour limit. */
  readonly lower?: IconMeter | undefined;
  /** Stale usage is drawn quieter. */
  readonly dimmed: boolean;
  /** Something is wrong: an exclamation mark beside the meters. */
  readonly marked: boolean;
};

/** The icon before the first response and while Kimi is turned off: two empty tracks. */
export const blankIcon: MeterIcon = { dimmed: true, marked: false };

/** The icon of one account's usage. A failure without usage shows empty tracks and the mark. */
export function meterIcon({ rows, fetched, failure }: UsageView): MeterIcon {
  const find = (id: UsageRow['id']): UsageRow | undefined => rows.find((row) => row.id === id);
  // If Kimi reports none of the three, the tightest of the others.
  const upper =
    find('weekly') ??
    find('monthly') ??
    find('code-weekly') ??
    rows.find(({ id }) => id !== 'session');
  const lower = find('session');
  return {
    upper: upper === undefined ? undefined : iconMeter(upper),
    lower: lower === undefined ? undefined : iconMeter(lower),
    dimmed: fetched?.stale ?? true,
    marked: failure !== undefined,
  };
}

/** Icons with the same key look the same. Fills are rounded to steps that no size can show. */
export function iconKey({ upper, lower, dimmed, marked }: MeterIcon): string {
  return `${meterKey(upper)} ${meterKey(lower)} ${dimmed} ${marked}`;
}

function meterKey(meter: IconMeter | undefined): string {
  return meter === undefined ? '-' : `${Math.round(meter.fill * 256)}${meter.severity}`;
}

/** A window that was reset after the usage was fetched is probably full: its old level would alarm for nothing. */
function iconMeter({ meter, severity, resets }: UsageRow): IconMeter {
  return { fill: meter.fill, severity: resets?.since === true ? 'unknown' : severity };
}
