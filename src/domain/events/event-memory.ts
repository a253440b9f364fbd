/** A window as last observed, and the events reported of it. */
export type WindowMemory = {
  readonly seenAtMs: number;
  readonly usedPercent: number;
  readonly limit?: number | undefined;
  readonly resetsAtMs?: number | undefined;
  /** It was reset, which is not reported yet. */
  readonly resetDue: boolean;
  /** `told`: reported as exhausted. `back`: no longer exhausted, which is not reported yet. */
  readonly exhausted: 'no' | 'told' | 'back';
  /** The lowest threshold that was reported and still applies, in percent left. */
  readonly lowTold?: number | undefined;
  readonly runOutTold: boolean;
};

/** The state of the sign-in and of requests, and the events reported of it. */
export type AccessMemory = {
  /** Usage was fetched once: only a sign-in that worked can be lost. */
  readonly known: boolean;
  readonly lostTold: boolean;
  readonly failingTold: boolean;
  readonly failuresInARow: number;
  readonly lastFailureAtMs?: number | undefined;
};

/** Some time between two moments, epoch milliseconds: KimiBar may not have run in between. */
export type PlanChange = { readonly afterMs: number; readonly byMs: number };

export type AccountMemory = {
  readonly account?: string | undefined;
  readonly plan?: string | undefined;
  /** The last time that the plan became another one. */
  readonly planChange?: PlanChange | undefined;
  /** By window id. */
  readonly windows: Readonly<Record<string, WindowMemory>>;
  readonly access: AccessMemory;
  /** When the latest reported price change was, epoch milliseconds. */
  readonly priceToldMs?: number | undefined;
};

/** Survives restarts, so that no event is reported twice. */
export type EventMemory = { readonly accounts: readonly AccountMemory[] };

export type EventRules = {
  /** Percent left at which `quota-low` is reported, in any order. */
  readonly thresholds: readonly number[];
  /** Report `quota-low` of a window that lasts until its reset, too. */
  readonly lowIfLasting: boolean;
  /** Quiet hours: report nothing now, and afterwards only what still applies. */
  readonly quiet: boolean;
};
