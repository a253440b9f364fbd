import type { FailureKind } from '../../domain/failure.ts';
import type { Forecasts } from '../../domain/forecast/window-forecast.ts';
import { isWindowId } from '../../domain/quota-window.ts';
import type { Severity } from '../../domain/severity.ts';
import type { StatusLineCache } from '../../domain/status-line-cache.ts';
import type { Meters } from '../../domain/setting-choices.ts';
import { tightestRow } from '../tightest-row.ts';
import { usageView, type UsageRow, type UsageView } from '../usage-view.ts';

/**
 * The input of a status line. `off`: Kimi is turned off. `nothing`: no usage, with the reason if
 * known.
 */
export type StatusView =
  | { readonly kind: 'off' }
  | { readonly kind: 'nothing'; readonly failure?: FailureKind | undefined }
  | {
      readonly kind: 'usage';
      /** In display order. */
      readonly rows: readonly UsageRow[];
      /** The tightest window of those that are still current; absent if none is. */
      readonly tightest?: UsageRow | undefined;
      readonly meters: Meters;
      /** The same usage as other faces show it. */
      readonly usage: UsageView;
      readonly plan?: string | undefined;
      readonly ageMs: number;
      /** Older than two refresh intervals, or than one if requests fail. */
      readonly stale: boolean;
    };

/** The state of a status line, for colours and style sheets. */
export type StatusClass = Severity | 'stale' | 'off' | 'nothing';

/** The status at a moment; `cache` is undefined if nothing is cached for this account. */
export function statusView(cache: StatusLineCache | undefined, nowMs: number): StatusView {
  if (cache === undefined) return { kind: 'nothing' };
  if (!cache.enabled) return { kind: 'off' };
  const { snapshot, failed, meters } = cache;
  if (snapshot === undefined) return { kind: 'nothing', failure: failed?.kind };
  const stale = isStale(cache, nowMs - snapshot.fetchedAtMs);
  const outcome = stale
    ? ({
        kind: 'failed',
        failure: { kind: failed?.kind ?? 'offline' },
        lastGood: snapshot,
        attempts: [],
      } as const)
    : ({ kind: 'fresh', snapshot, attempts: [] } as const);
  const usage = usageView(outcome, { nowMs, meters, forecasts: forecastsOf(cache) });
  const { rows, fetched: about } = usage;
  const tightest = tightestRow(rows);
  return {
    kind: 'usage',
    rows,
    tightest,
    meters,
    usage,
    plan: about?.plan,
    ageMs: about?.ageMs ?? 0,
    stale,
  };
}

function forecastsOf({ forecasts }: StatusLineCache): Forecasts | undefined {
  if (forecasts === undefined) return undefined;
  return new Map(
    Object.entries(forecasts).flatMap(([id, forecast]) =>
      isWindowId(id) ? [[id, forecast] as const] : [],
    ),
  );
}

/** The state of a view: of the window that decides, if one does. */
export function statusClass(view: StatusView): StatusClass {
  if (view.kind !== 'usage') return view.kind;
  if (view.stale) return 'stale';
  return (decidingRow(view) ?? view.tightest)?.severity ?? 'unknown';
}

/** The window that is used up or runs out first; undefined if all last or nothing is known. */
export function decidingRow({
  usage: { rows, verdict },
}: Extract<StatusView, { kind: 'usage' }>): UsageRow | undefined {
  return rows.find(({ id }) => id === verdict.window);
}

/** Stale after two missed refreshes, or after one if requests fail. */
function isStale({ cadenceMs, failed }: StatusLineCache, ageMs: number): boolean {
  // The clock was set back, so the age is unknown.
  if (ageMs < -cadenceMs) return true;
  return ageMs > (failed === undefined ? 2 : 1) * cadenceMs;
}
