import {
  isExhausted,
  sortWindows,
  type QuotaWindow,
  type WindowId,
} from '../../domain/quota-window.ts';
import { jsonPercent, windowMinutes } from './json-number.ts';
import { paceRecord } from './json-pace.ts';
import { en } from '../messages/en.ts';
import { formatUtc } from '../words/time.ts';
import type { UsageView } from '../usage-view.ts';
import { windowLabel } from '../words/windows.ts';
import type { KimiWindow } from './usage-record.ts';

/**
 * All windows, in display order. Stale usage has no pace: old counts with the current time would
 * look too good.
 */
export function kimiWindows(
  windows: readonly QuotaWindow[],
  nowMs: number,
  view: Pick<UsageView, 'rows' | 'fetched'>,
): KimiWindow[] {
  const stale = view.fetched?.stale === true;
  return sortWindows(windows).map((window, index) => {
    const blockedBy = view.rows[index]?.outlook.blockedBy;
    return kimiWindow(window, nowMs, { stale, blockedBy });
  });
}

function kimiWindow(
  window: QuotaWindow,
  nowMs: number,
  { stale, blockedBy }: { readonly stale: boolean; readonly blockedBy: WindowId | undefined },
): KimiWindow {
  const { id, usedPercent, used, limit, remaining, unit, resetsAtMs, reliable, split } = window;
  const resetsAt = formatUtc(resetsAtMs);
  const pace = stale ? undefined : paceRecord(window, nowMs);
  return {
    id,
    label: windowLabel(window, en),
    usedPercent: jsonPercent(usedPercent),
    remainingPercent: jsonPercent(100 - usedPercent),
    used,
    limit,
    remaining,
    unit,
    windowMinutes: windowMinutes(window) ?? null,
    ...(resetsAt === undefined || resetsAtMs === undefined
      ? {}
      : { resetsAt, resetsInSeconds: Math.max(0, Math.floor((resetsAtMs - nowMs) / 1000)) }),
    reliable,
    exhausted: isExhausted(window),
    blockedBy,
    pace,
    split:
      split === undefined
        ? undefined
        : {
            codePercent: jsonPercent(split.codePercent),
            otherPercent: jsonPercent(split.otherPercent),
          },
  };
}
