import type { WindowId } from './quota-window.ts';

/** What a window stood at, at one moment. Only changes and a heartbeat are kept. */
export type HistorySample = {
  readonly atMs: number;
  /** 0..100. */
  readonly usedPercent: number;
  readonly used?: number | undefined;
  readonly limit?: number | undefined;
  readonly resetsAtMs?: number | undefined;
};

/** One window's course over time. */
export type HistorySeries = {
  readonly windowId: WindowId;
  readonly label?: string | undefined;
  readonly lengthMinutes?: number | undefined;
  /** In order of time. */
  readonly samples: readonly HistorySample[];
  /** When the window began anew, as far as that was seen or told. */
  readonly resetsAtMs: readonly number[];
};

/** The main account where `account` is absent, all windows where `windowId` is. Times are epoch milliseconds. */
export type HistoryQuery = {
  readonly account?: string | undefined;
  readonly windowId?: WindowId | undefined;
  readonly sinceMs: number;
  readonly untilMs: number;
};
