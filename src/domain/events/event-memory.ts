/** What was last read of a window, and what people know of it: events are the difference between the two. */
export type WindowMemory = {
  readonly seenAtMs: number;
  readonly usedPercent: number;
  readonly limit?: number | undefined;
  readonly resetsAtMs?: number | undefined;
  /** It began anew, and that is yet to be told. */
  readonly resetDue: boolean;
  /** `told`: people know that it is used up. `back`: it is not any more, and that is yet to be told. */
  readonly exhausted: 'no' | 'told' | 'back';
  /** The lowest threshold that was told and still holds, in percent left. */
  readonly lowTold?: number | undefined;
  readonly runOutTold: boolean;
};

/** What people know of the way to Kimi. */
export type AccessMemory = {
  /** There was a good reading once: only what one had can be lost. */
  readonly known: boolean;
  readonly lostTold: boolean;
  readonly failingTold: boolean;
  readonly failuresInARow: number;
  readonly lastFailureAtMs?: number | undefined;
};

export type AccountMemory = {
  readonly account?: string | undefined;
  readonly plan?: string | undefined;
  /** By window id. */
  readonly windows: Readonly<Record<string, WindowMemory>>;
  readonly access: AccessMemory;
};

/** All that has to outlive a restart, so that nothing is told twice. */
export type EventMemory = { readonly accounts: readonly AccountMemory[] };

/** How events are to be told. */
export type EventRules = {
  /** Percent left at which `quota-low` is told, in any order. */
  readonly thresholds: readonly number[];
  /** Now is no time to tell anything: what is still true afterwards is told then. */
  readonly quiet: boolean;
};
