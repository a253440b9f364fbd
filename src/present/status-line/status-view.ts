import type { FailureKind } from '../../domain/failure.ts';
import type { Severity } from '../../domain/severity.ts';
import type { StatusLineCache } from '../../domain/status-line-cache.ts';
import type { Meters } from '../../domain/setting-choices.ts';
import { tightestRow } from '../tightest-row.ts';
import { usageView, type UsageRow } from '../usage-view.ts';

/** What a status line draws from. `off`: Kimi is switched off. `nothing`: no reading, and why, where that is known. */
export type StatusView =
  | { readonly kind: 'off' }
  | { readonly kind: 'nothing'; readonly failure?: FailureKind | undefined }
  | {
      readonly kind: 'usage';
      /** In reading order. */
      readonly rows: readonly UsageRow[];
      /** The window with the least left among those whose counters still hold; absent where none does. */
      readonly tightest?: UsageRow | undefined;
      readonly meters: Meters;
      readonly plan?: string | undefined;
      readonly ageMs: number;
      /** Older than it should be. */
      readonly stale: boolean;
    };

/** A status line's word for its state, for colours and style sheets. */
export type StatusClass = Severity | 'stale' | 'off' | 'nothing';

/** What the kept reading comes to at a moment; undefined where nothing is kept for whoever asks. */
export function statusView(cache: StatusLineCache | undefined, nowMs: number): StatusView {
  if (cache === undefined) return { kind: 'nothing' };
  if (!cache.enabled) return { kind: 'off' };
  const { snapshot, failed, meters } = cache;
  if (snapshot === undefined)
    return { kind: 'nothing', failure: failed === undefined ? undefined : failed.kind };
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

/** The state in a word. */
export function statusClass(view: StatusView): StatusClass {
  if (view.kind !== 'usage') return view.kind;
  return view.stale ? 'stale' : (view.tightest?.severity ?? 'unknown');
}

/** One missed refresh is no news; two are, and so is a service that fails while the reading grows old. */
function isStale({ cadenceMs, failed }: StatusLineCache, ageMs: number): boolean {
  // The clock was set back: nobody can say how old it is.
  if (ageMs < -cadenceMs) return true;
  return ageMs > (failed === undefined ? 2 : 1) * cadenceMs;
}
