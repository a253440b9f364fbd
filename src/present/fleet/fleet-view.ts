import {
  fleetPageRows,
  maxFleetPage,
  type Fleet,
  type FleetAccount,
  type FleetRow,
  type FleetTeam,
  type FleetWindow,
} from '../../domain/fleet.ts';
import { isReportedWindowId } from '../../domain/history-shape.ts';
import { judgeWindows, type Outlook } from '../../domain/outlook.ts';
import { sortWindows, type QuotaWindow, type WindowId } from '../../domain/quota-window.ts';
import type { Meters } from '../../domain/setting-choices.ts';
import type { Severity } from '../../domain/severity.ts';
import type { UsageRow } from '../usage-view.ts';
import { windowColumns } from '../window-columns.ts';
import { fleetTrouble, minShortProbability, type FleetTrouble } from './fleet-trouble.ts';

/** A page of the fleet in plain numbers, ready to be drawn. */
export type FleetView = {
  readonly atMs: number;
  /** How many accounts there are, on all pages, and how many of them can go on. */
  readonly all: number;
  readonly canGoOn: number;
  /** The windows of the accounts on this page, in display order. */
  readonly columns: readonly WindowId[];
  readonly rows: readonly FleetRowView[];
  /** Those in most trouble first. */
  readonly teams: readonly FleetTeam[];
  readonly pageCount: number;
};

export type FleetRowView = FleetAccount & {
  readonly plan?: string | undefined;
  readonly meters: readonly FleetMeter[];
  readonly trouble: FleetTrouble;
  /** Every window is expected to last until its reset. */
  readonly lasts: boolean;
  /** Of the last good reading, if it is so old that it must be said. */
  readonly ageMs?: number | undefined;
};

/** A window's share, as a meter draws it. */
export type FleetMeter = Pick<
  UsageRow,
  'id' | 'usedPercent' | 'leftPercent' | 'meter' | 'reliable' | 'severity'
>;

/** The longest refresh interval is half an hour. */
const minStaleMs = 3_600_000;

/** The view of a page. */
export function fleetView(fleet: Fleet, meters: Meters): FleetView {
  const { atMs, teams } = fleet;
  const rows = fleet.rows.map((row) => rowView(row, { atMs, meters }));
  const all = teams.reduce((sum, { accounts }) => sum + accounts, 0);
  const stuck = teams.reduce((sum, { out, failing }) => sum + out + failing, 0);
  return {
    atMs,
    all,
    canGoOn: all - stuck,
    columns: windowColumns(rows.flatMap((row) => row.meters)).map(({ id }) => id),
    rows,
    teams: teams.toSorted((a, b) => troubled(b) - troubled(a)),
    pageCount: Math.min(maxFleetPage, Math.max(1, Math.ceil(all / fleetPageRows))),
  };
}

function troubled({ out, failing, short }: FleetTeam): number {
  return out + failing + short;
}

type RowFacts = { readonly atMs: number; readonly meters: Meters };

function rowView(row: FleetRow, facts: RowFacts): FleetRowView {
  const { team, host, account, plan, failing, readingAgeMs = 0, windows } = row;
  const isOld = readingAgeMs >= minStaleMs;
  const trouble = fleetTrouble(row);
  return {
    team,
    host,
    account,
    plan,
    meters: metersOf(windows, facts),
    trouble,
    lasts:
      trouble.kind === 'none' &&
      windows.length > 0 &&
      windows.every(({ runsOutProbability }) => runsOutProbability !== undefined),
    ageMs: isOld || failing !== undefined ? row.readingAgeMs : undefined,
  };
}

function metersOf(
  windows: readonly FleetWindow[],
  { atMs, meters }: RowFacts,
): readonly FleetMeter[] {
  const known = sortWindows(windows.flatMap(quotaWindow));
  // No forecasts: the engine has their probability only.
  const facts = { nowMs: atMs, fetchedAtMs: atMs, stale: false, forecasts: new Map() };
  return judgeWindows(known, facts).map(({ window: { id, usedPercent }, outlook }) => {
    const probability = windows.find(({ window }) => window === id)?.runsOutProbability;
    const leftPercent = 100 - usedPercent;
    return {
      id,
      usedPercent,
      leftPercent,
      meter: { fill: (meters === 'left' ? leftPercent : usedPercent) / 100 },
      reliable: true,
      severity: severityOf(outlook, probability),
    };
  });
}

function quotaWindow({ window, usedPercent, resetsAtMs }: FleetWindow): readonly QuotaWindow[] {
  if (usedPercent === undefined || !isReportedWindowId(window)) return [];
  const share = Math.min(100, Math.max(0, usedPercent));
  return [{ id: window, usedPercent: share, unit: 'percent', resetsAtMs, reliable: true }];
}

/** By consequence, as everywhere; by the share where the engine has no forecast. */
function severityOf({ state, severity }: Outlook, probability: number | undefined): Severity {
  const isDecided = state === 'out' || state === 'unknown' || severity === 'blocked';
  if (isDecided || probability === undefined) return severity;
  return probability >= minShortProbability ? 'busy' : 'calm';
}
