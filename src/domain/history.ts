import type { WindowId } from './quota-window.ts';

/** A window at one moment. Only changes and a heartbeat are recorded. */
export type HistorySample = {
  readonly atMs: number;
  /** 0..100. */
  readonly usedPercent: number;
  readonly used?: number | undefined;
  readonly limit?: number | undefined;
  readonly resetsAtMs?: number | undefined;
};

/** One window over time. */
export type HistorySeries = {
  readonly windowId: WindowId;
  readonly label?: string | undefined;
  readonly lengthMinutes?: number | undefined;
  /** In order of time. */
  readonly samples: readonly HistorySample[];
  /** When the window was reset, as far as KimiBar saw it or Kimi announced it. */
  readonly resetsAtMs: readonly number[];
};

/**
 * Absent `account` is the main account, absent `windowId` all windows. Times are epoch
 * milliseconds.
 */
export type HistoryQuery = {
  readonly account?: string | undefined;
  readonly windowId?: WindowId | undefined;
  readonly sinceMs: number;
  readonly untilMs: number;
};
