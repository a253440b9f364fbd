import type { Severity } from '../domain/severity.ts';
import { tightestRow } from '../present/tightest-row.ts';
import type { UsageRow, UsageView } from '../present/usage-view.ts';

/** One meter of the icon. */
export type IconMeter = {
  /** Share filled, 0..1. */
  readonly fill: number;
  readonly severity: Severity;
};

/** The content of the icon, without size or colours. */
export type MeterIcon = {
  /** The thick bar: the 5-hour limit. A window that Kimi does not report is not drawn. */
  readonly upper?: IconMeter | undefined;
  /** The thin bar: the tightest of the longer windows. */
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
  const upper = rows.find(({ id }) => id === 'session');
  const longer = rows.filter((row) => row !== upper);
  const lower = tightestRow(longer) ?? longer[0];
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
