/** One row of the table. */
export type Figure = {
  readonly name: string;
  /** With its unit. */
  readonly value: string;
  /** What it is compared with in the same run: bare Node, a bare server, or the peer. */
  readonly beside?: string | undefined;
  readonly ratio?: number | undefined;
  readonly goal?: Goal | undefined;
};

export type Goal = { readonly text: string; readonly isKept: boolean };

/** Figures that are compared with the same thing, which the table's head names. */
export type Section = {
  readonly title: string;
  readonly beside: string;
  readonly figures: readonly Figure[];
  /** What a reader must know to judge the figures. */
  readonly note?: string | undefined;
};

/** A value and its maximum. */
export function atMost(value: number, most: number, text = `≤ ${most}`): Goal {
  return { text, isKept: value <= most };
}

export function atLeast(value: number, least: number): Goal {
  return { text: `≥ ${least}`, isKept: value >= least };
}

export function verdict({ goal }: Figure): string {
  return goal === undefined ? '–' : `${goal.text} ${goal.isKept ? 'kept' : 'MISSED'}`;
}

export function milliseconds(value: number): string {
  return `${value.toFixed(value < 100 ? 1 : 0)} ms`;
}

export function megabytes(value: number): string {
  return `${value.toFixed(0)} MB`;
}
