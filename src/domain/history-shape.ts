import type { HistorySample, HistorySeries } from './history.ts';
import type { WindowId } from './quota-window.ts';
import { isListOf, isNumber, isPercent, isShape, isText, optional, type Guard } from './shape.ts';

/** Any id that KimiBar itself may have given a window, unknown lengths included. */
export const isReportedWindowId: Guard<WindowId> = (value): value is WindowId =>
  typeof value === 'string' && /^(session|weekly|monthly|code-weekly|rate-.+)$/.test(value);

export const isHistorySeries: Guard<HistorySeries> = isShape<HistorySeries>({
  windowId: isReportedWindowId,
  label: optional(isText),
  lengthMinutes: optional(isNumber),
  samples: isListOf(
    isShape<HistorySample>({
      atMs: isNumber,
      usedPercent: isPercent,
      used: optional(isNumber),
      limit: optional(isNumber),
      resetsAtMs: optional(isNumber),
    }),
  ),
  resetsAtMs: isListOf(isNumber),
});
