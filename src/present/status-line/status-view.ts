import type { FailureKind } from '../../domain/failure.ts';
import type { Severity } from '../../domain/severity.ts';
import type { StatusLineCache } from '../../domain/status-line-cache.ts';
import type { Meters } from '../../domain/setting-choices.ts';
import { tightestRow } from '../tightest-row.ts';
import { usageView, type UsageRow } from '../usage-view.ts';

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
  const { rows, fetched: about } = usageView(outcome, { nowMs, meters });
  const tightest = tightestRow(rows);
  return {
    kind: 'usage',
    rows,
    tightest,
    meters,
    plan: about?.plan === undefined ? undefined : about.plan,
    ageMs: about?.ageMs ?? 0,
    stale,
  };
}

/** The state of a view. */
export function statusClass(view: StatusView): StatusClass {
  if (view.kind !== 'usage') return view.kind;
  return view.stale ? 'stale' : (view.tightest?.severity ?? 'unknown');
}

/** Stale after two missed refreshes, or after one if requests fail. */
function isStale({ cadenceMs, failed }: StatusLineCache, ageMs: number): boolean {
  // The clock was set back, so the age is unknown.
  if (ageMs < -cadenceMs) return true;
  return ageMs > (failed === undefined ? 2 : 1) * cadenceMs;
}
